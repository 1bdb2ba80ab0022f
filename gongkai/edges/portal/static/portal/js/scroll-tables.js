// A table of a document that is wider than the screen is scrolled sideways: let the keyboard reach it.
// Browsers that do so by themselves lose nothing.

function mark(table) {
  const wide = table.scrollWidth > table.clientWidth;
  if (wide) {
    table.tabIndex = 0;
  } else {
    table.removeAttribute("tabindex");
  }
}

const tables = document.querySelectorAll(".document-text table");
const watcher = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
tables.forEach((table) => watcher.observe(table));
