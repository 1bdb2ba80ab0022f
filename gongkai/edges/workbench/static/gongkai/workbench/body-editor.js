// The editor of the body: Tiptap as it comes with django-prose-editor, with our own buttons.
// The text box stays the field of the form; without this script it is edited as it is.

const place = document.querySelector("[data-body-editor]");

const ALIGNMENTS = ["align-left", "align-center", "align-right", "no-indent"];

// A caption within a table and inline styles do not fit the editor's model: the caption becomes a line above it.
function prepared(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  for (const caption of parsed.querySelectorAll("table > caption")) {
    const line = parsed.createElement("p");
    line.className = "align-center";
    line.textContent = caption.textContent;
    caption.closest("table").before(line);
    caption.remove();
  }
  return parsed.body;
}

function letters(element) {
  return element.textContent.replace(/\s+/g, "");
}

function button(label, title, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.title = title;
  made.setAttribute("aria-label", title);
  made.addEventListener("click", run);
  return made;
}

function separator() {
  const line = document.createElement("span");
  line.className = "separator";
  return line;
}

function extensionsOf(kit) {
  const classes = kit.Extension.create({
    name: "alignmentClasses",
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
      ];
    },
  });
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Gapcursor, kit.Dropcursor,
    kit.Heading.configure({ levels: [2, 3, 4] }),
    kit.Bold, kit.Italic, kit.Underline, kit.Strike, kit.Subscript, kit.Superscript,
    kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote, kit.HorizontalRule,
    kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
    kit.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ openOnClick: false, autolink: false, linkOnPaste: false }),
    kit.Image,
    classes,
  ];
}

function toolbarOf(editor) {
  const chain = () => editor.chain().focus();
  const align = (name) => () => {
    const type = editor.isActive("heading") ? "heading" : "paragraph";
    const present = editor.getAttributes(type).class;
    chain().updateAttributes(type, { class: present === name ? null : name }).run();
  };
  const entries = [
    ["正文", "正文段落", () => chain().setParagraph().run(), () => editor.isActive("paragraph")],
    ["一、", "一级小标题", () => chain().toggleHeading({ level: 2 }).run(), () => editor.isActive("heading", { level: 2 })],
    ["（一）", "二级小标题", () => chain().toggleHeading({ level: 3 }).run(), () => editor.isActive("heading", { level: 3 })],
    null,
    ["加粗", "加粗", () => chain().toggleBold().run(), () => editor.isActive("bold")],
    ["下划线", "下划线", () => chain().toggleUnderline().run(), () => editor.isActive("underline")],
    ["居中", "居中", align("align-center"), () => editor.isActive({ class: "align-center" })],
    ["靠右", "靠右（落款）", align("align-right"), () => editor.isActive({ class: "align-right" })],
    null,
    ["列表", "项目列表", () => chain().toggleBulletList().run(), () => editor.isActive("bulletList")],
    ["编号", "编号列表", () => chain().toggleOrderedList().run(), () => editor.isActive("orderedList")],
    ["表格", "插入三行三列的表格", () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), null, () => !editor.isActive("table")],
    ["＋行", "在下方加一行", () => chain().addRowAfter().run(), null, () => editor.isActive("table")],
    ["＋列", "在右侧加一列", () => chain().addColumnAfter().run(), null, () => editor.isActive("table")],
    ["－行", "删除这一行", () => chain().deleteRow().run(), null, () => editor.isActive("table")],
    ["－列", "删除这一列", () => chain().deleteColumn().run(), null, () => editor.isActive("table")],
    ["合并", "合并或拆分单元格", () => chain().mergeOrSplit().run(), null, () => editor.isActive("table")],
    null,
    ["清除格式", "清除格式", () => chain().unsetAllMarks().clearNodes().run()],
    ["撤销", "撤销", () => chain().undo().run()],
    ["重做", "重做", () => chain().redo().run()],
  ];
  const bar = document.createElement("div");
  bar.className = "body-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "正文格式");
  const states = [];
  for (const entry of entries) {
    if (entry === null) {
      bar.append(separator());
      continue;
    }
    const [label, title, run, isOn, isShown] = entry;
    const made = button(label, title, run);
    bar.append(made);
    states.push(() => {
      if (isOn) {
        made.setAttribute("aria-pressed", String(isOn()));
      }
      if (isShown) {
        made.hidden = !isShown();
      }
    });
  }
  const refresh = () => states.forEach((state) => state());
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

async function start() {
  const box = place.querySelector("textarea[name]");
  const format = box.form.elements.body_format;
  const markup = place.querySelector("[data-body-markup]").value;
  const kit = await import(place.dataset.bodyEditor);
  // Typed while this script was on its way, or brought back by the browser: not to be written over.
  const changed = box.value !== box.defaultValue;
  if (changed && format.value !== "html") {
    return;
  }
  const source = prepared(changed ? box.value : markup);
  const paper = document.createElement("div");
  paper.className = "body-paper";
  const editor = new kit.Editor({
    element: paper,
    extensions: extensionsOf(kit),
    content: source.innerHTML,
    injectCSS: false,
    editorProps: { attributes: { "aria-label": "正文", role: "textbox", "aria-multiline": "true", id: "body-paper" } },
  });
  // What the editor cannot hold must not be lost by opening it: then the text box stays.
  const kept = new DOMParser().parseFromString(editor.getHTML(), "text/html").body;
  if (letters(kept) !== letters(source) || kept.querySelectorAll("img").length !== source.querySelectorAll("img").length) {
    editor.destroy();
    return;
  }
  box.before(toolbarOf(editor), paper);
  box.hidden = true;
  place.querySelector("[data-plain-hint]").hidden = true;
  place.querySelector("label").htmlFor = "body-paper";
  // Going back must not put this markup into the plain box, nor an old revision beside it: then what is
  // stored counts, and the copy that autosave keeps is offered.
  box.form.autocomplete = "off";
  const put = () => {
    format.value = "html";
    box.value = editor.isEmpty ? "" : editor.getHTML();
  };
  put();
  editor.on("update", () => {
    put();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.form.addEventListener("gongkai:restored", (event) => {
    const [text] = event.detail.values.body_html || [];
    if (text !== undefined) {
      editor.commands.setContent(prepared(text).innerHTML, { emitUpdate: false });
      put();
    }
  });
}

if (place) {
  start();
}
