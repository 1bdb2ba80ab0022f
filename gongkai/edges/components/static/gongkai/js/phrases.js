// Common phrases beside an opinion box: put in at the caret, with a full stop before when the text needs one.

function insert(box, phrase) {
  const start = box.selectionStart ?? box.value.length;
  const end = box.selectionEnd ?? start;
  const before = box.value.slice(0, start);
  const joint = before && !/[。；！？\s]$/.test(before) ? "。" : "";
  const text = joint + phrase;
  const room = box.maxLength > 0 ? box.maxLength - (box.value.length - (end - start)) : text.length;
  if (text.length > room) {
    return;
  }
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function reveal() {
  for (const group of document.querySelectorAll("[data-phrases]")) {
    group.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-phrase]");
  const group = button?.closest("[data-phrases]");
  const box = group && document.getElementById(group.dataset.phrases);
  if (box) {
    insert(box, button.dataset.phrase);
  }
});

reveal();
document.addEventListener("htmx:load", reveal);
