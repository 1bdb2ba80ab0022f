// What the toolbar and the keyboard do to the text.

import { ask, dialogOf, upload } from "./editor-dialogs.js";

const MOST_ROWS = 200;
const MOST_COLUMNS = 30;

function within(value, most) {
  return Math.min(Math.max(Number.parseInt(value, 10) || 1, 1), most);
}

function tableAt(editor) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "table") {
      return { node: $from.node(depth), position: $from.before(depth) };
    }
  }
  return null;
}

export function actsOf(editor, desk) {
  const chain = () => editor.chain().focus();

  function align(name) {
    const type = editor.isActive("heading") ? "heading" : "paragraph";
    const present = editor.getAttributes(type).class;
    chain().updateAttributes(type, { class: present === name ? null : name }).run();
  }

  async function insertTable() {
    const entered = await ask("table", { rows: 3, columns: 3 });
    if (!entered) {
      editor.commands.focus();
      return;
    }
    chain()
      .insertTable({
        rows: within(entered.get("rows"), MOST_ROWS),
        cols: within(entered.get("columns"), MOST_COLUMNS),
        withHeaderRow: entered.get("header") === "on",
      })
      .updateAttributes("table", { caption: entered.get("caption").trim() })
      .run();
  }

  async function captionTable() {
    const table = tableAt(editor);
    const entered = table && (await ask("caption", { caption: table.node.attrs.caption }));
    if (entered) {
      chain().updateAttributes("table", { caption: entered.get("caption").trim() }).run();
    }
  }

  async function sent(file) {
    desk.say(`正在上传图片“${file.name}”…`);
    try {
      const address = await upload(file, desk.place);
      desk.say("");
      return address;
    } catch (error) {
      desk.say(error.message, true);
      return "";
    }
  }

  async function insertPicture() {
    const dialog = dialogOf("picture");
    dialog.querySelector("[data-picture-file]").hidden = false;
    dialog.querySelector("input[type=file]").required = true;
    const entered = await ask("picture");
    const file = entered?.get("file");
    const src = file?.size ? await sent(file) : "";
    if (src) {
      const attrs = { src, alt: entered.get("alt").trim(), caption: entered.get("caption").trim() };
      chain().insertContent({ type: "picture", attrs }).run();
    } else {
      editor.commands.focus();
    }
  }

  async function describePicture(position) {
    const picture = editor.state.doc.nodeAt(position);
    const dialog = dialogOf("picture");
    dialog.querySelector("[data-picture-file]").hidden = true;
    dialog.querySelector("input[type=file]").required = false;
    const entered = picture && (await ask("picture", picture.attrs));
    if (entered) {
      const attrs = { ...picture.attrs, alt: entered.get("alt").trim(), caption: entered.get("caption").trim() };
      editor.commands.command(({ tr }) => {
        tr.setNodeMarkup(position, undefined, attrs);
        return true;
      });
    }
    editor.commands.focus();
  }

  // Dropped or pasted: each goes in where it fell, and says by itself that its words are lacking.
  async function takePictures(files, position) {
    for (const file of files) {
      const src = await sent(file);
      if (src) {
        const at = position ?? editor.state.selection.to;
        editor.chain().insertContentAt(Math.min(at, editor.state.doc.content.size), { type: "picture", attrs: { src } }).run();
      }
    }
  }

  async function link() {
    const present = editor.getAttributes("link").href || "";
    const { from, to } = editor.state.selection;
    const entered = await ask("link", { href: present, text: editor.state.doc.textBetween(from, to, " ") });
    if (!entered) {
      editor.commands.focus();
      return;
    }
    const href = entered.get("href").trim();
    const text = entered.get("text").trim() || href;
    if (!href) {
      chain().extendMarkRange("link").unsetLink().run();
    } else if (from === to && !present) {
      chain().insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain().extendMarkRange("link").setLink({ href }).run();
    }
  }

  function fullScreen() {
    const isFull = desk.place.classList.toggle("body-field-full");
    document.documentElement.classList.toggle("has-full-editor", isFull);
    desk.say(isFull ? "已全屏，再按“全屏”或 Esc 退出" : "");
    editor.commands.focus();
  }

  return {
    align, insertTable, captionTable, insertPicture, describePicture, takePictures, link, fullScreen,
    help: () => dialogOf("help").showModal(),
    isFull: () => desk.place.classList.contains("body-field-full"),
  };
}

export function groupsOf(editor, acts, find) {
  const chain = () => editor.chain().focus();
  const inTable = () => editor.isActive("table");
  const mac = navigator.platform.startsWith("Mac");
  const keys = (...parts) => parts.map((part) => (mac ? { Ctrl: "⌘", Alt: "⌥" }[part] || part : part)).join("+");
  const heading = (level) => ({
    run: () => chain().toggleHeading({ level }).run(),
    isOn: () => editor.isActive("heading", { level }),
    keys: keys("Ctrl", "Alt", String(level)),
  });
  return [
    {
      label: "段落",
      entries: [
        { label: "正文", title: "正文段落", keys: keys("Ctrl", "Alt", "0"), run: () => chain().setParagraph().run(), isOn: () => editor.isActive("paragraph") },
        { label: "一、", title: "一级小标题", ...heading(2) },
        { label: "（一）", title: "二级小标题", ...heading(3) },
        { label: "1.", title: "三级小标题", ...heading(4) },
        { label: "列表", title: "项目列表", keys: keys("Ctrl", "Shift", "8"), run: () => chain().toggleBulletList().run(), isOn: () => editor.isActive("bulletList") },
        { label: "编号", title: "编号列表", keys: keys("Ctrl", "Shift", "7"), run: () => chain().toggleOrderedList().run(), isOn: () => editor.isActive("orderedList") },
        { label: "居中", run: () => acts.align("align-center"), isOn: () => editor.isActive({ class: "align-center" }) },
        { label: "靠右", title: "靠右（落款）", run: () => acts.align("align-right"), isOn: () => editor.isActive({ class: "align-right" }) },
      ],
    },
    {
      label: "文字",
      entries: [
        { label: "加粗", keys: keys("Ctrl", "B"), run: () => chain().toggleBold().run(), isOn: () => editor.isActive("bold") },
        { label: "下划线", keys: keys("Ctrl", "U"), run: () => chain().toggleUnderline().run(), isOn: () => editor.isActive("underline") },
        { label: "清除格式", run: () => chain().unsetAllMarks().clearNodes().run() },
      ],
    },
    {
      label: "插入",
      entries: [
        { label: "表格", title: "插入表格", run: acts.insertTable },
        { label: "图片", title: "插入图片", run: acts.insertPicture },
        { label: "链接", title: "插入或修改链接", keys: keys("Ctrl", "K"), run: acts.link, isOn: () => editor.isActive("link") },
      ],
    },
    {
      label: "编辑",
      entries: [
        { label: "撤销", keys: keys("Ctrl", "Z"), run: () => chain().undo().run(), isOff: () => !editor.can().undo() },
        { label: "重做", keys: keys("Ctrl", "Y"), run: () => chain().redo().run(), isOff: () => !editor.can().redo() },
        { label: "查找替换", keys: keys("Ctrl", "H"), run: () => find() },
        { label: "全屏", run: acts.fullScreen, isOn: acts.isFull },
        { label: "快捷键", title: "键盘快捷键一览", keys: keys("Ctrl", "/"), run: acts.help },
      ],
    },
    {
      label: "表格",
      isShown: inTable,
      entries: [
        { label: "上加行", title: "在上方加一行", run: () => chain().addRowBefore().run() },
        { label: "下加行", title: "在下方加一行", run: () => chain().addRowAfter().run() },
        { label: "左加列", title: "在左侧加一列", run: () => chain().addColumnBefore().run() },
        { label: "右加列", title: "在右侧加一列", run: () => chain().addColumnAfter().run() },
        { label: "删行", title: "删除这一行", run: () => chain().deleteRow().run() },
        { label: "删列", title: "删除这一列", run: () => chain().deleteColumn().run() },
        { label: "合并", title: "合并选中的单元格", run: () => chain().mergeCells().run(), isOff: () => !editor.can().mergeCells() },
        { label: "拆分", title: "拆分单元格", run: () => chain().splitCell().run(), isOff: () => !editor.can().splitCell() },
        { label: "表头行", title: "第一行作为表头，或者取消", run: () => chain().toggleHeaderRow().run() },
        { label: "表头列", title: "第一列作为表头，或者取消", run: () => chain().toggleHeaderColumn().run() },
        { label: "表题", title: "表格的标题", run: acts.captionTable },
        { label: "删表", title: "删除整个表格", run: () => chain().deleteTable().run() },
      ],
    },
  ];
}
