// Find and replace within the body: a small panel that stays open while one goes on writing.

import { dialogOf } from "./editor-dialogs.js";

// Where a text stands, as positions of the editor; within one block, across bold and links.
function places(editor, words) {
  const found = [];
  if (!words) {
    return found;
  }
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) {
      return true;
    }
    const text = node.textBetween(0, node.content.size, "\n", "\n");
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      found.push({ from: position + 1 + at, to: position + 1 + at + words.length });
    }
    return false;
  });
  return found;
}

// The selection of an editor without the focus is not drawn: where the browser can, the place is marked.
function mark(editor, place) {
  if (!window.CSS?.highlights) {
    return;
  }
  window.CSS.highlights.delete("body-found");
  if (place) {
    const range = document.createRange();
    const start = editor.view.domAtPos(place.from);
    const end = editor.view.domAtPos(place.to);
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    window.CSS.highlights.set("body-found", new window.Highlight(range));
  }
}

export function finder(editor) {
  const panel = dialogOf("find");
  const { find, replace } = panel.querySelector("form").elements;
  const status = panel.querySelector("[data-find-status]");
  const say = (text) => {
    status.textContent = text;
  };

  function show(found, index) {
    editor.chain().setTextSelection(found[index]).scrollIntoView().run();
    mark(editor, found[index]);
    say(`第 ${index + 1} 处，共 ${found.length} 处`);
  }

  function next() {
    const found = places(editor, find.value);
    if (!found.length) {
      say(find.value ? "没有找到" : "请输入要查找的文字");
      return;
    }
    const { to, from, empty } = editor.state.selection;
    const after = empty ? from : to;
    const index = found.findIndex((place) => place.from >= after);
    show(found, index < 0 ? 0 : index);
  }

  function replaceOne() {
    const { from, to } = editor.state.selection;
    if (find.value && editor.state.doc.textBetween(from, to, "\n", "\n") === find.value) {
      editor.commands.command(({ tr }) => {
        tr.insertText(replace.value, from, to);
        return true;
      });
    }
    next();
  }

  function replaceAll() {
    const found = places(editor, find.value);
    editor.commands.command(({ tr }) => {
      // From the end, so that earlier positions stay where they are; one step of undo for all.
      found.reverse().forEach(({ from, to }) => tr.insertText(replace.value, from, to));
      return true;
    });
    say(found.length ? `已替换 ${found.length} 处，可用“撤销”恢复` : "没有找到");
  }

  const acts = { next, one: replaceOne, all: replaceAll, close: () => panel.close() };
  panel.addEventListener("click", (event) => {
    acts[event.target.closest("button")?.dataset.find]?.();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      next();
    } else if (event.key === "Escape") {
      panel.close();
    }
  });
  panel.addEventListener("close", () => {
    mark(editor, null);
    editor.commands.focus();
  });

  // Opens the panel; with words, at their first place.
  return (words) => {
    const { from, to } = editor.state.selection;
    find.value = words || editor.state.doc.textBetween(from, to, "\n", "\n") || find.value;
    if (!panel.open) {
      panel.show();
    }
    say("");
    find.focus();
    find.select();
    if (words) {
      editor.commands.setTextSelection(0);
      next();
    }
  };
}
