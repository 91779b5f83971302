// The list of divergences as a file, made in the page: TSV, or an xlsx (a zip of XML parts, stored, not compressed).

function exportFlags(items, kind) {
  const head = ["severity", "kind", "confidence", "zh_text", "zh_read", "en_text", "en_read", "message", "zh_document", "zh_sentence", "en_document", "en_sentence"];
  const rows = items.map((flag) => {
    const where = (side) => {
      const place = flag[side][0];
      return place ? [docs[place[0]].name, sentenceAt(docs[place[0]], place[1]) + 1] : ["", ""];
    };
    const text = (side) => flag[side].map(([doc, start, end]) => docs[doc].text.slice(start, end)).join(" … ");
    return [
      t(`severity.${flag.severity}`), t(`kind.${flag.kind}`), Math.round(flag.confidence * 100) / 100,
      text("zh"), flag.read[state.ui][0], text("en"), flag.read[state.ui][1], told(flag.message), ...where("zh"), ...where("en"),
    ];
  });
  const table = [head.map((name) => t(`page.column.${name}`)), ...rows];
  if (kind === "tsv") download("divergences.tsv", "text/tab-separated-values", toTsv(table));
  else download("divergences.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", toXlsx(table, t("page.divergences"), [10, 14, 10, 40, 16, 40, 16, 50, 24, 8, 24, 8]));
}

function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const toTsv = (table) => "\ufeff" + table.map((row) => row.map((cell) => String(cell).replace(/[\t\r\n]+/g, " ")).join("\t") + "\n").join("");

// `sheet`: its name; `widths`: of the columns, in characters.
function toXlsx(table, sheet, widths) {
  // XML has no place for control characters; lone surrogates would break the encoding.
  const clean = (text) => String(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const column = (n) => String.fromCharCode(65 + n);
  const cell = (value, r, c) => {
    const at = `${column(c)}${r + 1}`;
    if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${clean(value)}</t></is></c>`;
  };
  const xml = (body) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const last = `${column(table[0].length - 1)}${table.length}`;
  return zip({
    "[Content_Types].xml": xml(`<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`),
    "_rels/.rels": xml(`<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    "xl/workbook.xml": xml(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${clean(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": xml(`<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    "xl/worksheets/sheet1.xml": xml(`<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>${widths.map((w, n) => `<col min="${n + 1}" max="${n + 1}" width="${w}" customWidth="1"/>`).join("")}</cols><sheetData>${table.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join("")}</row>`).join("")}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`),
  });
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const crc32 = (bytes) => bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1) ^ -1;

// PKWARE APPNOTE 6.3.3: local headers with stored data, then the central directory and its end record.
function zip(parts) {
  const encoder = new TextEncoder();
  const chunks = [];
  const directory = [];
  let offset = 0;
  const push = (list, fields) => {
    const size = fields.reduce((sum, [, width]) => sum + width, 0);
    const view = new DataView(new ArrayBuffer(size));
    let at = 0;
    for (const [value, width] of fields) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
    list.push(new Uint8Array(view.buffer));
    return size;
  };
  for (const [name, text] of Object.entries(parts)) {
    const [path, body] = [encoder.encode(name), encoder.encode(text)];
    // version 2.0, UTF-8 names, stored, 1980-01-01: the same flags give the same file.
    const shared = [[20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [crc32(body) >>> 0, 4], [body.length, 4], [body.length, 4], [path.length, 2], [0, 2]];
    push(directory, [[0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]);
    directory.push(path);
    offset += push(chunks, [[0x04034b50, 4], ...shared]) + path.length + body.length;
    chunks.push(path, body);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(parts).length;
  push(directory, [[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...chunks, ...directory]);
}
