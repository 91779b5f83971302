// One text as a list of sentences that draws only what is in view: rows, their marks, what pointer and focus do.

class Pane {
  constructor(pair, side) {
    this.pair = pair;
    this.side = side;
    this.doc = pair.doc[side];
    this.box = h("div", {
      class: "pane", id: `pane-${side}`, role: "listbox", tabindex: "0",
      "aria-label": t("page.pane", { lang: t(`lang.${side}`), name: this.doc.name }),
      onkeydown: () => { driver = side; },
      onwheel: () => { driver = side; },
      ontouchstart: () => { driver = side; },
      onpointerdown: () => { driver = side; },
      onfocus: () => this.focused(),
      onclick: (event) => this.clicked(event),
      onmouseover: (event) => this.hover(event.target.closest(".row")),
      onmouseleave: () => this.hover(null),
      onscroll: () => follow(side),
    });
  }

  open() {
    this.list = new VirtualList(this.box, {
      count: this.doc.size,
      estimate: (i) => this.guess(i),
      draw: (i) => this.row(i),
      // Where the other side is about to be drawn in the same frame, it draws the bands for both.
      moved: () => { if (!panes[other(this.side)].list?.waiting) drawBands(); },
    });
    this.list.render();
  }

  guess(i) {
    const width = Math.max(120, this.box.clientWidth - 72);
    const em = 16.5;
    const length = this.doc.ends[i] - this.doc.starts[i];
    const lines = Math.ceil((length * em * (this.doc.lang === "zh" ? 1 : 0.47)) / width) || 1;
    return lines * 27 + 9 + (this.opens(i) ? 12 : 0);
  }

  opens(i) {
    return i > 0 && this.doc.par[i] !== this.doc.par[i - 1];
  }

  row(i) {
    const { doc, side, pair } = this;
    const role = roleOf(doc, i);
    const links = pair.of[side].get(i) ?? [];
    const aligned = doc.alignedSet.has(i);
    const best = links.reduce((a, b) => (a && a.score >= b.score ? a : b), null);
    const found = (highlights[doc.number].get(i) ?? []).filter(({ flag }) => inPair(flag, pair) && isLive(flag));
    const classes = ["row", `role-${role}`];
    if (this.opens(i)) classes.push("opens");
    if (best) classes.push("linked", best.certainty);
    else classes.push(aligned ? "unlinked" : "aside");
    if (best?.moved) classes.push("moved");
    const label = this.label(i, links, aligned, role, found);
    const worst = found.map(({ flag }) => flag.severity).sort((a, b) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b))[0];
    const status = links.map((bead) => statusOf(pair, bead)).find(Boolean);
    return h("div", {
      class: classes.join(" "), role: "option", id: `${side}-${i}`, "data-i": i, "aria-label": label,
      "aria-selected": String(this.isSelected(i)), "aria-setsize": doc.size, "aria-posinset": i + 1,
      "data-part": this.part(i),
    },
      h("span", { class: "num", "aria-hidden": "true" }, String(i + 1),
        worst ? h("span", { class: `shape ${worst}`, title: t(`severity.${worst}`) }, SHAPES[worst]) : null,
        status ? h("span", { class: `status ${status}`, title: t(`page.status.${status}`) }, status === "confirmed" ? "✓" : "★") : null),
      h("span", { class: "words", lang: sentenceLang(doc, i) }, marked(doc, doc.starts[i], doc.ends[i], this.marks(i, found))),
      this.tag(i, aligned, best, role),
    );
  }

  // Said once for a run of such sentences; each shows it by its ground.
  tag(i, aligned, best, role) {
    if (best) return null;
    const before = i > 0 && !this.pair.of[this.side].has(i - 1);
    const same = before && this.doc.alignedSet.has(i - 1) === aligned && (aligned || roleOf(this.doc, i - 1) === role);
    return same ? null : h("span", { class: "tag" }, aligned ? t("page.no-counterpart") : t(`role.${role}`));
  }

  label(i, links, aligned, role, found) {
    const parts = [`${i + 1}. ${sentenceText(this.doc, i)}`];
    if (links.length) parts.push(...links.map((b) => t("page.label.link", { numbers: numbers(b[other(this.side)]), certainty: t(`certainty.${b.certainty}`) })));
    else parts.push(aligned ? t("page.no-counterpart") : t(`role.${role}`));
    for (const { flag } of found) parts.push(`${t(`severity.${flag.severity}`)}: ${t(`kind.${flag.kind}`)}`);
    return parts.join(" · ");
  }

  marks(i, found) {
    const marks = found.map(({ start, end, flag }) => ({
      start, end, cls: `flag ${flag.severity}${state.flag === flag.number ? " now" : ""}`,
      title: `${t(`severity.${flag.severity}`)} · ${t(`kind.${flag.kind}`)}: ${told(flag.message)}`,
    }));
    return marks.concat(searchMarks(this.doc, i));
  }

  isSelected(i) {
    return state.selected?.side === this.side && state.selected.sentence === i;
  }

  part(i) {
    if (state.linking?.side === this.side && state.linking.sentence === i) return "linking";
    if (this.isSelected(i)) return "selected";
    if (state.selected && partners(this.pair, state.selected)[this.side].has(i)) return "partner";
    if (hovered && (hovered.side === this.side ? hovered.sentence === i : partners(this.pair, hovered)[this.side].has(i))) return "hovered";
    return undefined;
  }

  // Only attributes change when the selection moves, so that rows under the pointer are not replaced.
  refresh() {
    for (let i = this.list.first; i <= this.list.last; i++) {
      const node = this.list.node(i);
      if (!node) continue;
      const part = this.part(i);
      if (part) node.dataset.part = part;
      else delete node.dataset.part;
      node.setAttribute("aria-selected", String(this.isSelected(i)));
    }
    if (state.selected?.side === this.side) this.box.setAttribute("aria-activedescendant", `${this.side}-${state.selected.sentence}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  clicked(event) {
    const row = event.target.closest(".row");
    if (!row || String(getSelection())) return;
    const at = { side: this.side, sentence: Number(row.dataset.i) };
    if (state.linking && state.linking.side !== this.side) return linkTo(at);
    if (state.linking) endLinking();
    select(at.side, at.sentence);
  }

  focused() {
    if (state.selected?.side !== this.side && this.doc.size) {
      const pointed = this.box.matches(":active"); // a click chooses for itself
      if (!pointed) select(this.side, this.list.at(this.box.scrollTop + 40));
    }
  }

  hover(row) {
    const next = row ? { side: this.side, sentence: Number(row.dataset.i) } : null;
    if (next?.sentence === hovered?.sentence && next?.side === hovered?.side) return;
    hovered = next;
    SIDES.forEach((side) => panes[side].refresh());
    drawBands();
    clearTimeout(this.dwell);
    if (next && scrollsAlong()) this.dwell = setTimeout(() => bringPartner(next, false), 350);
  }
}
