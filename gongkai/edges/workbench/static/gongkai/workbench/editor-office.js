// What Word, WPS and Excel say by style alone, said by structure before styles are taken off: hidden columns,
// numbers and bullets of lists, raised signs, links of footnotes. The server does the same (text/office_html.py).

const BULLETS = "·•●○■□◆◇§ØüvlnoqwuØ▪➢✓-–";
const BLANK = "\u3000\u00a0 \t\n";
const LONGEST_NUMBER = 20;
const WIDEST = 1000;
const NOTE = /_(ftn|edn)(ref)?([1-9]\d{0,2})$/;
const AFTER_FOOTNOTES = 500;

export const NOTE_ANCHOR = /^note-[1-9]\d{0,3}(-ref)?$/;

// `style` travels as `data-look` while a clipboard is cleaned.
export function look(element, property) {
  const found = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(element.dataset.look || "");
  return found ? found[1].trim().toLowerCase() : "";
}

export function isHidden(element) {
  return (
    look(element, "display") === "none" ||
    look(element, "mso-hide") === "all" ||
    look(element, "visibility") === "hidden" ||
    element.hasAttribute("hidden")
  );
}

export function renamed(element, name) {
  const made = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    made.setAttribute(attribute, value);
  }
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

function columnsHidden(table) {
  const hidden = new Set();
  let at = 0;
  for (const column of table.querySelectorAll(":scope > col, :scope > colgroup > col")) {
    const span = Math.min(Math.max(parseInt(column.getAttribute("span"), 10) || 1, 1), WIDEST);
    if (isHidden(column) || isHidden(column.parentElement)) {
      for (let offset = 0; offset < span && at + offset < WIDEST; offset += 1) {
        hidden.add(at + offset);
      }
    }
    at += span;
  }
  return hidden;
}

// Every cell with its first column, those counted that cells above reach down into.
function placedCells(table) {
  const placed = [];
  let taken = new Map();
  for (const row of table.rows) {
    const below = new Map(Array.from(taken).filter(([, left]) => left > 1).map(([at, left]) => [at, left - 1]));
    let column = 0;
    for (const cell of row.cells) {
      while (taken.has(column)) {
        column += 1;
      }
      if (column >= WIDEST) {
        break;
      }
      placed.push([cell, column]);
      for (let at = column; cell.rowSpan > 1 && at < column + cell.colSpan; at += 1) {
        below.set(at, cell.rowSpan - 1);
      }
      column += cell.colSpan;
    }
    taken = below;
  }
  return placed;
}

// Returns how many cells of hidden columns were taken out: they are on the clipboard, unseen.
export function dropHiddenColumns(body) {
  let dropped = 0;
  for (const table of body.querySelectorAll("table")) {
    const hidden = columnsHidden(table);
    for (const [cell, column] of hidden.size ? placedCells(table) : []) {
      const width = cell.colSpan;
      const unseen = Array.from({ length: width }, (_, offset) => column + offset).filter((at) => hidden.has(at)).length;
      if (unseen === width) {
        cell.remove();
        dropped += 1;
      } else if (unseen) {
        cell.colSpan = width - unseen;
      }
    }
  }
  return dropped;
}

function trimmed(text) {
  let [from, to] = [0, text.length];
  while (from < to && BLANK.includes(text[from])) {
    from += 1;
  }
  while (to > from && BLANK.includes(text[to - 1])) {
    to -= 1;
  }
  return text.slice(from, to);
}

function listItem(paragraph) {
  const before = paragraph.previousElementSibling;
  const list = before?.tagName === "UL" ? before : paragraph.ownerDocument.createElement("ul");
  if (list !== before) {
    paragraph.before(list);
  }
  list.append(renamed(paragraph, "li"));
}

function listNumbers(body) {
  for (const mark of body.querySelectorAll("[data-look*='mso-list']")) {
    if (look(mark, "mso-list") !== "ignore") {
      continue;
    }
    const number = trimmed(mark.textContent);
    const paragraph = mark.closest("p");
    if (number.length > LONGEST_NUMBER) {
      continue;
    }
    if (paragraph && number && BULLETS.includes(number)) {
      mark.remove();
      listItem(paragraph);
    } else {
      mark.textContent = /[0-9A-Za-z]$/.test(number) ? `${number} ` : number;
    }
  }
}

function notes(body) {
  for (const link of body.querySelectorAll("a[href*='_ftn'], a[href*='_edn'], a[name^='_ftn'], a[name^='_edn']")) {
    const anchor = (address) => {
      const [, kind, back, number] = NOTE.exec(address || "") || [];
      return kind ? `note-${Number(number) + (kind === "edn" ? AFTER_FOOTNOTES : 0)}${back ? "-ref" : ""}` : "";
    };
    const [leadsTo, own] = [anchor(link.getAttribute("href")), anchor(link.getAttribute("name"))];
    if (leadsTo) {
      link.setAttribute("href", `#${leadsTo}`);
    }
    if (own) {
      (own.endsWith("-ref") ? link : link.closest("p") || link).id = own;
    }
  }
}

function raised(body) {
  for (const element of body.querySelectorAll("span[data-look*='vertical-align']")) {
    const tag = { super: "sup", sub: "sub" }[look(element, "vertical-align")];
    if (tag) {
      renamed(element, tag);
    }
  }
}

export function saidByStructure(body) {
  listNumbers(body);
  notes(body);
  raised(body);
}
