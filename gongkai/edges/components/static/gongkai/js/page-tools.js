// Print, copy the address, share: shown only where the browser can do them. Focus on the first error.

function reveal(selector, available) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = !available;
  }
}

async function copyAddress(button) {
  const label = button.querySelector("[data-copy-label]") || button;
  const before = label.textContent;
  const address = window.location.href.split("#")[0];
  try {
    await navigator.clipboard.writeText(address);
    label.textContent = "已复制";
  } catch {
    window.prompt("请复制本页地址", address);
    return;
  }
  window.setTimeout(() => {
    label.textContent = before;
  }, 2000);
}

async function share() {
  try {
    await navigator.share({ title: document.title, url: window.location.href.split("#")[0] });
  } catch {
    // The reader closed the share sheet.
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy-address], [data-share]");
  if (!button) {
    return;
  }
  if ("print" in button.dataset) {
    window.print();
  } else if ("copyAddress" in button.dataset) {
    copyAddress(button);
  } else {
    share();
  }
});

function start(scope) {
  reveal("[data-print]", typeof window.print === "function");
  reveal("[data-copy-address]", true);
  reveal("[data-share]", typeof navigator.share === "function");
  const summary = scope.querySelector("[data-focus-first]");
  if (summary) {
    summary.focus();
  }
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
