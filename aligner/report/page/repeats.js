// Passages that repeat one another, each copy whole, with what differs from the copy to keep marked.

const isRepeat = (group) => group.kind !== "furniture"; // which stands behind the others

function groupSummary(group) {
  const [doc, start, end] = group.members[group.keep];
  return [
    h("span", { class: "card-head" }, `≡ ${t(`repeat.${group.kind}`)} · ${t("page.copies", { n: group.members.length })}`,
      h("span", { class: "confidence", title: t(group.kind === "retold" ? "page.likelihood" : "page.similarity") }, percent(group.similarity))),
    h("span", { class: "readings" }, quote(docs[doc], start, end)),
    group.differs.length ? h("span", { class: "card-text" }, h("span", { class: "shape major", "aria-hidden": "true" }, "▲"), " ", t("page.differ", { kinds: group.differs.map((k) => t(`kind.${k}`)).join(state.ui === "zh" ? "、" : ", ") })) : null,
  ];
}

function repeatsView(main) {
  fill(main, h("div", { class: "page repeats" },
    h("h1", {}, t("page.repeats")),
    h("p", { class: "quiet" }, t("page.repeats-why")),
    data.groups.length ? [repeatsMap(), data.groups.map(groupView)] : h("p", {}, t("page.repeats-none"))));
}

// Where repeats lie: a bar for each text, from its beginning to its end; each copy leads to its group.
function repeatsMap() {
  const copies = docs.map(() => []);
  data.groups.forEach((group, n) => group.members.forEach(([doc, start, end], k) => copies[doc].push({ group, n, k, start, end })));
  const rows = docs.map((doc, n) => (copies[n].length ? h("div", { class: "strip-row" },
    h("span", { class: "strip-name" }, doc.name),
    h("div", { class: "repeat-strip" }, copies[n].sort((a, b) => a.start - b.start).map((copy) => repeatPart(doc, copy)))) : null));
  return h("section", { "aria-labelledby": "repeats-where" }, h("h2", { id: "repeats-where" }, t("page.repeats-where")), rows);
}

function repeatPart(doc, { group, n, k, start, end }) {
  const said = `${n + 1}. ${t(`repeat.${group.kind}`)}${k === group.keep ? ` · ${t("page.keep")}` : ""}`;
  return h("a", {
    class: k === group.keep ? `repeat-part ${group.kind} keep` : `repeat-part ${group.kind}`, href: `#repeats/${n}`, title: said, "aria-label": said,
    style: { left: percentOf(start, doc), width: percentOf(end - start, doc) },
    onclick: () => byId(`group-${n}`).scrollIntoView(), // again, where the address stays
  }, h("span", { "aria-hidden": "true" }, String(n + 1)));
}
const percentOf = (characters, doc) => `${(100 * characters) / Math.max(1, doc.text.length)}%`;

function groupView(group, n) {
  return h("section", { class: "group", id: `group-${n}`, "aria-labelledby": `group-head-${n}` },
    h("h2", { id: `group-head-${n}` }, `${n + 1}. ${t(`repeat.${group.kind}`)}`,
      h("span", { class: "group-facts" }, `${t("page.copies", { n: group.members.length })} · ${t(group.kind === "retold" ? "page.likelihood" : "page.similarity")} ${percent(group.similarity)}`)),
    group.differs.length ? h("p", { class: "warning" }, h("span", { class: "shape major", "aria-hidden": "true" }, "▲"), " ", t("page.differ", { kinds: group.differs.map((k) => t(`kind.${k}`)).join(state.ui === "zh" ? "、" : ", ") })) : null,
    h("div", { class: "copies" }, group.members.map((member, k) => copyView(group, member, k))));
}

function copyView(group, [number, start, end], k) {
  const doc = docs[number];
  const address = addressOf([number, start]);
  const marks = group.marks[k].map(([from, to]) => ({ start: from, end: to, cls: "differs", title: t("page.differs") }));
  return h("article", { class: k === group.keep ? "copy keep" : "copy" },
    h("h3", {}, h("a", { href: address }, `${doc.name} · ${sentenceAt(doc, start) + 1}`),
      k === group.keep ? h("span", { class: "keep-word", title: told(group.why) }, `✓ ${t("page.keep")}`) : null),
    k === group.keep ? h("p", { class: "quiet" }, told(group.why)) : null,
    h("p", { class: "copy-text", lang: doc.lang }, marked(doc, start, end, marks)));
}
