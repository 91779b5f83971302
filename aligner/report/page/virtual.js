// A list that draws only what is in view. Heights are guessed until an item has been drawn, then measured; what the
// reader looks at stays where it is when guesses above it turn out wrong.

class VirtualList {
  // box: the element that scrolls. estimate(i): pixels. draw(i): an element. moved(): after each drawing.
  constructor(box, { count, estimate, draw, moved = () => {} }) {
    Object.assign(this, { box, count, estimate, draw, moved, first: 0, last: -1 });
    this.room = h("div", { class: "room", role: "presentation" });
    this.window = h("div", { class: "window", role: "presentation" });
    this.room.append(this.window);
    fill(box, this.room);
    this.width = box.clientWidth;
    this.reset();
    this.waiting = 0;
    box.addEventListener("scroll", () => this.soon(), { passive: true });
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(box);
  }

  close() {
    this.watch.disconnect();
    cancelAnimationFrame(this.waiting);
  }

  // A Fenwick tree over heights: offsets and the item at an offset in logarithmic time.
  reset() {
    this.heights = new Float64Array(this.count);
    this.tree = new Float64Array(this.count + 1);
    for (let i = 0; i < this.count; i++) {
      this.heights[i] = this.estimate(i);
      this.tree[i + 1] += this.heights[i];
      const up = i + 1 + ((i + 1) & -(i + 1));
      if (up <= this.count) this.tree[up] += this.tree[i + 1];
    }
    this.top = 1;
    while (this.top * 2 <= this.count) this.top *= 2;
  }

  set(i, height) {
    const change = height - this.heights[i];
    if (Math.abs(change) < 0.01) return;
    this.heights[i] = height;
    for (let k = i + 1; k <= this.count; k += k & -k) this.tree[k] += change;
  }

  offset(i) {
    let sum = 0;
    for (let k = i; k > 0; k -= k & -k) sum += this.tree[k];
    return sum;
  }

  at(y) {
    let at = 0;
    let left = y;
    for (let step = this.top; step > 0; step >>= 1) {
      if (at + step <= this.count && this.tree[at + step] <= left) {
        at += step;
        left -= this.tree[at];
      }
    }
    return Math.min(at, this.count - 1);
  }

  soon() {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.render());
  }

  resized() {
    if (this.box.clientWidth !== this.width) {
      const anchor = this.at(this.box.scrollTop);
      const within = this.box.scrollTop - this.offset(anchor);
      this.width = this.box.clientWidth;
      this.reset();
      this.render(true);
      this.box.scrollTop = this.offset(anchor) + within;
    }
    this.soon();
  }

  // Draw anew (`fresh`), or only what has come into view.
  render(fresh = false) {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    if (!this.count) {
      this.window.replaceChildren();
      this.moved();
      return;
    }
    const view = this.box.clientHeight || 600;
    const scroll = this.box.scrollTop;
    const anchor = this.at(scroll);
    const first = Math.max(0, this.at(scroll - view / 2));
    const last = Math.min(this.count - 1, this.at(scroll + view * 1.5));
    const drawn = []; // only what is new needs measuring
    if (fresh || first !== this.first || last !== this.last || !this.window.children.length) {
      const kept = new Map();
      if (!fresh) [...this.window.children].forEach((child, k) => kept.set(this.first + k, child));
      const nodes = [];
      for (let i = first; i <= last; i++) {
        if (!kept.has(i)) drawn.push(i);
        nodes.push(kept.get(i) ?? this.draw(i));
      }
      const focus = this.focus();
      this.window.replaceChildren(...nodes);
      drawn.forEach((i) => markOthers(this.window.children[i - first]));
      this.first = first;
      this.last = last;
      focus();
    }
    const before = this.offset(anchor);
    drawn.forEach((i) => this.set(i, this.window.children[i - this.first].getBoundingClientRect().height));
    const slip = this.offset(anchor) - before;
    this.room.style.height = `${this.offset(this.count)}px`;
    this.window.style.transform = `translateY(${this.offset(this.first)}px)`;
    if (Math.abs(slip) > 0.5) this.box.scrollTop = scroll + slip;
    this.moved();
  }

  // What gives the focus back to the control that has it now: a node that is put back or drawn anew loses it.
  focus() {
    const active = document.activeElement;
    const item = [...this.window.children].findIndex((child) => child.contains(active));
    if (item < 0) return () => {};
    const controls = (child) => [...child.querySelectorAll("button, a")];
    const [i, nth] = [this.first + item, controls(this.window.children[item]).indexOf(active)];
    return () => (this.node(i) && controls(this.node(i))[nth])?.focus({ preventScroll: true });
  }

  node(i) {
    return i >= this.first && i <= this.last ? this.window.children[i - this.first] : null;
  }

  // Bring an item to `share` of the height (0 top, 1 bottom); drawing may correct guesses, so aim twice.
  show(i, share = 0.3) {
    for (let turn = 0; turn < 3; turn++) {
      this.box.scrollTop = this.offset(i) - (this.box.clientHeight - this.heights[i]) * share;
      this.render();
    }
  }

  visible(i) {
    const top = this.offset(i) - this.box.scrollTop;
    return top + this.heights[i] > 0 && top < this.box.clientHeight;
  }
}
