// Ticking rows: "全选", how many are ticked, and buttons that wait until something is.

function boxesOf(toolbar) {
  const form = toolbar.closest("form");
  const name = toolbar.dataset.batch;
  return form ? Array.from(form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)) : [];
}

function show(toolbar) {
  const boxes = boxesOf(toolbar);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = toolbar.querySelector("[data-batch-all]");
  all.closest("label").hidden = boxes.length === 0;
  all.checked = boxes.length > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
  toolbar.querySelector("[data-batch-count]").textContent = ticked > 0 ? `已选 ${ticked} 项` : "未选择";
  for (const button of toolbar.querySelectorAll("button[type=submit]")) {
    button.disabled = ticked === 0;
  }
}

function showAll() {
  document.querySelectorAll("[data-batch]").forEach(show);
}

document.addEventListener("change", (event) => {
  const toolbar = event.target.form?.querySelector("[data-batch]");
  if (!toolbar) {
    return;
  }
  if ("batchAll" in event.target.dataset) {
    for (const box of boxesOf(toolbar)) {
      box.checked = event.target.checked;
    }
  }
  show(toolbar);
});

showAll();
document.addEventListener("htmx:load", showAll);
