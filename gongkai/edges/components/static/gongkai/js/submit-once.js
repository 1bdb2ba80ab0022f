// A second press while a form is on its way does nothing; the button says what goes on.
//   <button data-busy-label="正在提交…">

const sending = new WeakMap();

function release(form) {
  const state = sending.get(form);
  if (!state) {
    return;
  }
  sending.delete(form);
  if (state.button) {
    state.button.removeAttribute("data-busy");
    state.button.removeAttribute("aria-disabled");
    if (state.label !== null) {
      state.button.textContent = state.label;
    }
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") {
    return;
  }
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  const label = button?.dataset.busyLabel ? button.textContent : null;
  sending.set(form, { button, label });
  if (button) {
    // aria-disabled, not disabled: a disabled button would drop its name and value from the form.
    button.dataset.busy = "true";
    button.setAttribute("aria-disabled", "true");
    if (label !== null) {
      button.textContent = button.dataset.busyLabel;
    }
  }
});

function releaseAll() {
  for (const form of document.forms) {
    release(form);
  }
}

window.addEventListener("pageshow", releaseAll);
document.addEventListener("htmx:afterRequest", releaseAll);
