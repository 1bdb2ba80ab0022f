// A list that htmx narrows down while one types: what was typed before htmx had come is looked for as soon as it is
// there, and a choice made while the answer was on its way is not lost when the list is replaced.

const BOXES = "[data-search-as-typed]";
let chosen = null;

function catchUp() {
  for (const box of document.querySelectorAll(BOXES)) {
    if (box.value !== box.defaultValue) {
      box.dispatchEvent(new Event("search-late", { bubbles: true }));
    }
  }
}

function listed(event) {
  const list = event.detail.target;
  return document.querySelector(`${BOXES}[hx-target="#${list.id}"]`) ? list : null;
}

document.addEventListener("DOMContentLoaded", catchUp);

document.addEventListener("htmx:beforeSwap", (event) => {
  const list = listed(event);
  const choice = list && list.querySelector("input[type=radio]:checked");
  chosen = choice ? choice.value : null;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const list = chosen !== null && listed(event);
  const again = list && list.querySelector(`input[type=radio][value="${CSS.escape(chosen)}"]`);
  if (again) {
    again.checked = true;
  }
  chosen = null;
});
