// The editor of the body: Tiptap as it comes with django-prose-editor, with our own buttons.
// The text box stays the field of the form; without this script it is edited as it is.

import { actsOf, groupsOf } from "./editor-acts.js";
import { finder } from "./editor-find.js";
import { extensionsOf, prepared } from "./editor-nodes.js";
import { cleaned } from "./editor-paste.js";
import { toolbar } from "./editor-toolbar.js";

const place = document.querySelector("[data-body-editor]");

function letters(element) {
  return element.textContent.replace(/\s+/g, "");
}

function say(text, isWrong = false) {
  const line = place.querySelector("[data-editor-status]");
  line.textContent = text;
  line.classList.toggle("field-error", isWrong);
}

function picturesAmong(transfer) {
  return Array.from(transfer?.files || []).filter((file) => file.type.startsWith("image/"));
}

// Pictures are taken from what is pasted or dropped; other files go on to the attachments.
function intake(desk) {
  return {
    transformPastedHTML(markup) {
      if (markup.includes("data-pm-slice")) {
        return markup;
      }
      const { markup: clean, removed } = cleaned(markup);
      say(removed ? `粘贴的内容已清理：${removed}` : "");
      return prepared(clean).innerHTML;
    },
    handlePaste(view, event) {
      const pictures = picturesAmong(event.clipboardData);
      // Word puts a picture of the text beside the text: then the text is meant.
      if (!pictures.length || event.clipboardData.types.includes("text/html")) {
        return false;
      }
      desk.takePictures(pictures);
      return true;
    },
    handleDrop(view, event) {
      const pictures = picturesAmong(event.dataTransfer);
      if (!pictures.length) {
        return false;
      }
      event.preventDefault();
      event.stopPropagation();
      desk.takePictures(pictures, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
      return true;
    },
  };
}

function shortcuts(editor, acts, find) {
  const keyed = {
    k: acts.link,
    h: () => find(),
    "/": acts.help,
    s: () => place.closest("form").requestSubmit(document.querySelector("button[form=draft][value=save]")),
  };
  place.addEventListener("keydown", (event) => {
    const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && keyed[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.altKey && event.key === "F10") {
      event.preventDefault();
      place.querySelector(".body-toolbar button[tabindex='0']").focus();
    } else if (event.key === "Escape" && acts.isFull()) {
      acts.fullScreen();
    }
  });
}

function counter(editor) {
  const line = place.querySelector("[data-editor-count]");
  const count = () => {
    line.textContent = `正文 ${editor.getText().replace(/\s+/g, "").length.toLocaleString("zh-CN")} 字`;
  };
  editor.on("update", count);
  count();
}

// The field of the form follows the editor, and the editor what autosave puts back.
function bound(editor, box, format) {
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
  const desk = { place, say, staffAddress: (id) => place.dataset.files.replace("/0/", `/${id}/`) };
  const editor = new kit.Editor({
    element: paper,
    extensions: extensionsOf(kit, desk),
    content: source.innerHTML,
    injectCSS: false,
    editorProps: {
      attributes: { "aria-label": "正文", role: "textbox", "aria-multiline": "true", id: "body-paper" },
      ...intake(desk),
    },
  });
  // What the editor cannot hold must not be lost by opening it: then the text box stays.
  const kept = prepared(editor.getHTML());
  if (letters(kept) !== letters(source) || kept.querySelectorAll("img").length !== source.querySelectorAll("img").length) {
    editor.destroy();
    return;
  }
  const acts = actsOf(editor, desk);
  Object.assign(desk, { takePictures: acts.takePictures, describePicture: acts.describePicture });
  const find = finder(editor);
  const area = document.createElement("div");
  area.className = "body-desk";
  area.append(toolbar(editor, groupsOf(editor, acts, find)), paper);
  box.before(area);
  box.hidden = true;
  place.querySelectorAll("[data-plain-only]").forEach((part) => part.remove());
  place.querySelector("label").htmlFor = "body-paper";
  // Going back must not put this markup into the plain box, nor an old revision beside it: then what is
  // stored counts, and the copy that autosave keeps is offered.
  box.form.autocomplete = "off";
  bound(editor, box, format);
  counter(editor);
  shortcuts(editor, acts, find);
  // What is selected in a public copy is taken out, and a mark stands for it.
  place.addEventListener("gongkai:withhold", (event) => {
    event.preventDefault();
    if (!editor.state.selection.empty) {
      editor.chain().focus().insertContent(event.detail.mark).run();
    }
  });
  // Links of the panel lead to the field; with the editor there, to the editor or the very place.
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[href='#id_body_html']");
    if (way) {
      event.preventDefault();
      paper.scrollIntoView({ block: "center" });
      editor.commands.focus();
      if (way.dataset.bodyFind) {
        find(way.dataset.bodyFind.replace(/…$/, ""));
      }
    }
  });
}

if (place) {
  start();
}
