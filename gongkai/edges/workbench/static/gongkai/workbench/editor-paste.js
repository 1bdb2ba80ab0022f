// What Word, WPS and web pages paste, made fit for an official text: structure stays, looks go, and what was
// left out is counted, so that nothing disappears unseen. The server cleans once more.

import { isPictureAddress } from "./editor-nodes.js";
import { NOTE_ANCHOR, dropHiddenColumns, isHidden, look, renamed, saidByStructure } from "./editor-office.js";

const STYLE_SHEET = /<style\b[^>]*>[\s\S]*?<\/style>/gi;
const STYLE = /\sstyle(?=\s*=\s*["'])/gi;
const HANDLER = /\son[a-z]+(?=\s*=\s*["'])/gi;
const BLANK = "\u3000\u00a0 \t\n";
const LINKS = /^(https?:|mailto:|\/|#note-)/i;

class Leavings {
  constructor() {
    this.counts = new Map();
  }

  add(label, count = 1) {
    if (count) {
      this.counts.set(label, (this.counts.get(label) || 0) + count);
    }
  }

  get words() {
    return Array.from(this.counts, ([label, count]) => `${label} ${count} 处`).join("，");
  }
}

// The content policy forbids styles and handlers even in what is only read: they are read as text.
function parsed(markup) {
  const quiet = markup.replace(STYLE_SHEET, "").replace(STYLE, " data-look").replace(HANDLER, " data-handler");
  return new DOMParser().parseFromString(quiet, "text/html").body;
}

function drop(body, selector, label, leavings) {
  for (const element of body.querySelectorAll(selector)) {
    leavings.add(label);
    element.remove();
  }
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function comments(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) {
    found.push(walker.currentNode);
  }
  found.forEach((comment) => comment.remove());
}

// Revisions and comments of Word are not meant for the public; hidden text even less.
function innerMatters(body, leavings) {
  drop(body, "del", "修订中已删除的文字", leavings);
  drop(body, "[data-look*='mso-element:comment'], .MsoCommentText", "批注", leavings);
  body.querySelectorAll(".msocomanchor, .MsoCommentReference, a[href^='#_msocom']").forEach((mark) => mark.remove());
  leavings.add("隐藏列中的格", dropHiddenColumns(body));
  for (const element of body.querySelectorAll("[data-look], [hidden]")) {
    if (isHidden(element) && !/^COL/.test(element.tagName)) {
      leavings.add("隐藏文字");
      element.remove();
    }
  }
  body.querySelectorAll("ins").forEach(unwrap);
}

function pictures(body, leavings) {
  for (const image of body.querySelectorAll("img, v\\:imagedata")) {
    if (!isPictureAddress(image.getAttribute("src"))) {
      leavings.add("图片（请用“图片”按钮插入）");
      image.remove();
    }
  }
}

function tables(body, leavings) {
  for (const inner of body.querySelectorAll("table table")) {
    leavings.add("套在表格里的表格（文字保留）");
    inner.replaceWith(inner.textContent.replace(/\s+/g, " ").trim());
  }
  for (const part of body.querySelectorAll("table > colgroup")) {
    part.remove();
  }
}

function links(body, leavings) {
  for (const link of body.querySelectorAll("a")) {
    if (!LINKS.test((link.getAttribute("href") || "").trim())) {
      leavings.add("打不开的链接（文字保留）", link.hasAttribute("href") ? 1 : 0);
      unwrap(link);
    }
  }
}

function alignmentOf(element) {
  const named = look(element, "text-align") || (element.getAttribute("align") || "").toLowerCase();
  return { center: "align-center", right: "align-right", end: "align-right" }[named];
}

function looks(body, leavings) {
  let restyled = 0;
  for (const element of body.querySelectorAll("*")) {
    const alignment = /^(P|H[1-6]|TD|TH)$/.test(element.tagName) ? alignmentOf(element) : "";
    const weight = element.tagName === "SPAN" && /^(bold|[6-9]00)$/.test(look(element, "font-weight"));
    const decorated = ["data-look", "class", "align", "color", "face", "size", "bgcolor", "width"].some((name) => element.hasAttribute(name));
    restyled += decorated ? 1 : 0;
    for (const { name } of Array.from(element.attributes)) {
      const isKept = ["href", "src", "alt", "colspan", "rowspan", "scope", "start", "title"].includes(name);
      if (!isKept && !(name === "id" && NOTE_ANCHOR.test(element.id))) {
        element.removeAttribute(name);
      }
    }
    if (alignment) {
      element.className = alignment;
    }
    if (weight) {
      renamed(element, "strong");
    }
  }
  leavings.add("字体、字号、颜色等版式", restyled);
}

function blanks(body) {
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4")) {
    const first = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    if (first) {
      const text = first.textContent;
      let from = 0;
      while (from < text.length && BLANK.includes(text[from])) {
        from += 1;
      }
      first.textContent = text.slice(from);
    }
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img, br") && !paragraph.closest("td, th")) {
      paragraph.remove();
    }
  }
}

// Returns the markup to paste and, in words, what was left out of it.
export function cleaned(markup) {
  const leavings = new Leavings();
  const body = parsed(markup);
  comments(body);
  body.querySelectorAll("meta, link, title, xml, o\\:p:empty").forEach((element) => element.remove());
  drop(body, "script, iframe, object, embed, form, input, button, select, textarea, video, audio, svg", "脚本、表单、音视频等", leavings);
  innerMatters(body, leavings);
  saidByStructure(body);
  pictures(body, leavings);
  tables(body, leavings);
  links(body, leavings);
  looks(body, leavings);
  body.querySelectorAll("h1").forEach((heading) => renamed(heading, "h2"));
  body.querySelectorAll("h5, h6").forEach((heading) => renamed(heading, "h4"));
  blanks(body);
  return { markup: body.innerHTML, removed: leavings.words };
}
