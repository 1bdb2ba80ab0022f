// What a text may consist of: the kit's own nodes, with ours for pictures, captions and alignment. Whatever
// these make, `gongkai.text.markup.sanitise` lets through, and nothing else.

import { NOTE_ANCHOR } from "./editor-office.js";

const ALIGNMENTS = ["align-left", "align-center", "align-right", "no-indent"];
const SCOPES = ["col", "row", "colgroup", "rowgroup"];
const PICTURE_ADDRESS = /^\/documents\/[0-9a-z]{12}\/files\/(\d+)\/$/;

export function isPictureAddress(address) {
  return PICTURE_ADDRESS.test(address || "");
}

// A caption cannot stand among the rows of the editor's table: it travels as an attribute.
export function prepared(markup) {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  for (const caption of body.querySelectorAll("table > caption")) {
    caption.parentElement.dataset.caption = caption.textContent.trim();
    caption.remove();
  }
  return body;
}

function anchor() {
  return {
    default: null,
    keepOnSplit: false,
    parseHTML: (element) => (NOTE_ANCHOR.test(element.id) ? element.id : null),
    renderHTML: ({ id }) => (id ? { id } : {}),
  };
}

function classesOf(kit) {
  return kit.Extension.create({
    name: "alignmentClasses",
    // Pasted into an empty paragraph, a centred one stays centred.
    extendNodeSchema: (node) => (node.name === "paragraph" ? { definingForContent: true } : {}),
    addGlobalAttributes() {
      return [
        {
          types: ["paragraph", "heading", "tableCell", "tableHeader"],
          attributes: {
            class: {
              default: null,
              parseHTML: (element) =>
                ALIGNMENTS.filter((name) => element.classList.contains(name)).join(" ") || null,
              renderHTML: (attributes) => (attributes.class ? { class: attributes.class } : {}),
            },
          },
        },
        // Where a footnote stands, so that its number in the text leads there and back.
        { types: ["paragraph", "link"], attributes: { id: anchor() } },
      ];
    },
  });
}

function tableOf(kit) {
  return kit.Table.extend({
    addAttributes() {
      return {
        ...this.parent?.(),
        caption: { default: "", parseHTML: (table) => table.dataset.caption || "", renderHTML: () => ({}) },
      };
    },
    // The kit's own view knows no caption.
    addNodeView: () => null,
    renderHTML({ node }) {
      const caption = node.attrs.caption ? [["caption", {}, node.attrs.caption]] : [];
      return ["table", {}, ...caption, ["tbody", 0]];
    },
  }).configure({ resizable: false });
}

function headerOf(kit) {
  return kit.TableHeader.extend({
    addAttributes() {
      return {
        ...this.parent?.(),
        scope: {
          default: null,
          parseHTML: (cell) => (SCOPES.includes(cell.getAttribute("scope")) ? cell.getAttribute("scope") : null),
          renderHTML: ({ scope }) => (scope ? { scope } : {}),
        },
      };
    },
  });
}

function picked(image, caption) {
  return {
    src: image.getAttribute("src") || "",
    alt: image.getAttribute("alt") || "",
    caption: caption ? caption.textContent.trim() : "",
  };
}

// The picture as it is seen while writing: with its words under it, and a button to change them.
function pictureView(desk) {
  return ({ node, getPos }) => {
    const dom = document.createElement("figure");
    const image = document.createElement("img");
    const caption = document.createElement("figcaption");
    const words = document.createElement("p");
    const change = Object.assign(document.createElement("button"), { type: "button", textContent: "改说明" });
    dom.className = "body-picture";
    dom.contentEditable = "false";
    change.className = "button button-small";
    change.addEventListener("click", () => desk.describePicture(getPos()));
    dom.append(image, caption, words, change);
    const show = (attributes) => {
      const [, id] = PICTURE_ADDRESS.exec(attributes.src) || [];
      image.src = id ? desk.staffAddress(id) : "";
      image.alt = attributes.alt;
      caption.textContent = attributes.caption;
      caption.hidden = !attributes.caption;
      words.className = attributes.alt ? "body-picture-words" : "body-picture-words body-picture-lacking";
      words.textContent = attributes.alt ? `说明文字：${attributes.alt}` : "还缺说明文字";
    };
    show(node.attrs);
    return {
      dom,
      update(next) {
        if (next.type.name !== "picture") {
          return false;
        }
        show(next.attrs);
        return true;
      },
      ignoreMutation: () => true,
      stopEvent: (event) => event.target === change,
    };
  };
}

function pictureOf(kit, desk) {
  return kit.Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes() {
      return { src: { default: "" }, alt: { default: "" }, caption: { default: "" } };
    },
    parseHTML() {
      return [
        {
          tag: "figure",
          getAttrs: (figure) => {
            const image = figure.querySelector("img[src]");
            return image ? picked(image, figure.querySelector("figcaption")) : false;
          },
        },
        { tag: "img[src]", getAttrs: (image) => picked(image, null) },
      ];
    },
    renderHTML({ node }) {
      const { src, alt, caption } = node.attrs;
      return ["figure", {}, ["img", { src, alt }], ...(caption ? [["figcaption", {}, caption]] : [])];
    },
    addNodeView: () => pictureView(desk),
  });
}

export function extensionsOf(kit, desk) {
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Gapcursor, kit.Dropcursor,
    kit.Heading.configure({ levels: [2, 3, 4] }),
    kit.Bold, kit.Italic, kit.Underline, kit.Strike, kit.Subscript, kit.Superscript,
    kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote, kit.HorizontalRule,
    tableOf(kit), kit.TableRow, headerOf(kit), kit.TableCell,
    kit.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ openOnClick: false, autolink: false, linkOnPaste: false }),
    pictureOf(kit, desk),
    classesOf(kit),
  ];
}
