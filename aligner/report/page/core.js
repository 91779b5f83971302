// The data, the words of the interface, elements, and what the reader has set. Nothing here touches the network.

const data = JSON.parse(document.getElementById("data").textContent);
const SIDES = ["zh", "en"];
const SEVERITIES = ["critical", "major", "minor", "neutral"];
const SHAPES = { critical: "◆", major: "▲", minor: "●", neutral: "○" };
const CERTAINTIES = ["sure", "probable", "possible"];

const sought = (what) => !data.unsought.includes(what); // where nothing was looked for, none is no answer
const byId = (id) => document.getElementById(id);
const other = (side) => (side === "zh" ? "en" : "zh");
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

// h("p", {class: "note", lang: "zh"}, "text", child): an element. Text only ever becomes text nodes, never markup.
const SVG_TAGS = new Set(["svg", "path", "rect", "line", "g", "circle", "text", "title"]);
function h(tag, props = {}, ...children) {
  const element = SVG_TAGS.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([k, v]) => element.style.setProperty(k, v));
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}
const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
const fill = (element, ...children) => {
  element.replaceChildren(...present(children));
  markOthers(element);
};

// Names of files, reasons and messages hold words of the other language: those say so, for voices and fonts.
const OTHERS = {
  en: { lang: "zh", words: /([\u3400-\u9fff\uf900-\ufaff][\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*)/ },
  zh: { lang: "en", words: /([A-Za-z][A-Za-z'’]+(?:[ .,_/-]+[A-Za-z'’]+)*)/ },
};
function markOthers(root) {
  const { lang, words } = OTHERS[state.ui];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement.closest("[lang]");
    if ((!own || own === document.documentElement) && words.test(node.data) && !node.parentElement.closest("option, svg, kbd, code")) found.push(node);
  }
  for (const node of found) {
    // Split by a group: what lies between, then what was found, in turn.
    node.replaceWith(...node.data.split(words).map((part, k) => (k % 2 ? h("span", { lang }, part) : part)).filter(Boolean));
  }
}

// Settings outlive the page where the browser lets a file keep them; where it does not, they last while it is open.
const storage = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(`aligner.${key}`));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(`aligner.${key}`, JSON.stringify(value));
    } catch {
      // Storage is off or full: the page works without.
    }
  },
};

const state = {
  ui: storage.read("ui") ?? data.ui,
  theme: storage.read("theme"),
  view: "overview",
  pair: 0,
  selected: null, // {side, sentence}
  flag: null, // number of the flag in focus
  along: null, // scroll along: null until the reader chooses
  filters: { kinds: new Set(), severities: new Set(), certainties: new Set(), everywhere: false, dismissed: false },
  panel: "flags",
  order: null, // of the list of links: null until the reader chooses
  query: "",
  review: null, // {links: {pair number: [{zh, en, verdict}]}, dismissed: [flag number]}: see review.js
  undo: [], // reviews before each change, as JSON, the last one last
  redo: [],
  linking: null, // {side, sentence} that looks for its counterpart
};

// A review begins with what this run was given; the browser keeps what is changed from there.
const given = {
  links: Object.fromEntries(data.pairs.map((pair, n) => [n, pair.reviewed.map(([zh, en, verdict]) => ({ zh, en, verdict }))])),
  dismissed: data.flags.flatMap((flag, n) => (flag.dismissed ? [n] : [])),
};
state.reviewKey = `review.${data.signature}.${digest(JSON.stringify(given))}`;
state.review = storage.read(state.reviewKey) ?? given;

// FNV-1a, 32 bits: tells one review from another, no more.
function digest(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

// t("page.links", {n: 3}): the message in the interface language; where there are .one and .many, `n` chooses.
function t(key, args = {}) {
  const words = data.messages[state.ui];
  const found = words[key] ?? words[`${key}.${args.n === 1 ? "one" : "many"}`];
  if (found === undefined) throw new Error(`no message ${key}`);
  return found.replace(/\{(\w+)\}/g, (_, name) => (typeof args[name] === "number" ? number(args[name]) : args[name]));
}
const told = (message) => message[state.ui];
const number = (n) => n.toLocaleString(state.ui === "zh" ? "zh-CN" : "en-US");
// A confidence is rounded down: .4996 is possible, so it may not read 50%, where what is probable begins.
const sureAs = (score) => `${Math.floor(score * 100)}%`;
const percent = (ratio) => `${Math.round(ratio * 100)}%`;

function announce(text) {
  byId("live").textContent = text;
}

// Why a link was made: what both sides mention, and the accounts that join the two ("↔ 04-harbour.txt").
const THROUGH = "↔ ";
function reasonsLines(reasons, most = reasons.length) {
  const line = (label, found) => found.length ? h("span", { class: "reasons quiet" }, t(label), " ", found.map((r) => h("span", { class: "reason" }, r))) : null;
  return [
    line("page.shared", reasons.filter((r) => !r.startsWith(THROUGH)).slice(0, most)),
    line("page.through", reasons.filter((r) => r.startsWith(THROUGH)).map((r) => r.slice(THROUGH.length))),
  ];
}
