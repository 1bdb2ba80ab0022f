// Ask before what cannot be undone. A button (or hx-confirm) carries the question; without this script
// the form is sent at once, so the server must still be able to refuse.
//   data-confirm="确定撤回？" data-confirm-detail="…" data-confirm-label="撤回" data-confirm-tone="alarm"

const dialog = document.getElementById("confirm-dialog");
const agreed = new WeakSet();

function ask({ question, detail = "", label = "确定", tone = "" }) {
  if (!dialog || typeof dialog.showModal !== "function") {
    return Promise.resolve(window.confirm(detail ? `${question}\n${detail}` : question));
  }
  dialog.querySelector("#confirm-title").textContent = question;
  dialog.querySelector("#confirm-detail").textContent = detail;
  const accept = dialog.querySelector("[data-confirm-accept]");
  accept.textContent = label;
  accept.className = `button ${tone === "alarm" ? "button-alarm-main" : "button-main"}`;
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
  });
}

function questionOf(element) {
  return {
    question: element.dataset.confirm,
    detail: element.dataset.confirmDetail,
    label: element.dataset.confirmLabel,
    tone: element.dataset.confirmTone,
  };
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const source = event.submitter?.dataset.confirm ? event.submitter : form;
    if (!source.dataset.confirm || agreed.delete(form)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(questionOf(source))) {
      agreed.add(form);
      form.requestSubmit(event.submitter || undefined);
    }
  },
  true,
);

document.addEventListener("htmx:confirm", async (event) => {
  const { question, elt, issueRequest } = event.detail;
  if (!question) {
    return;
  }
  event.preventDefault();
  if (await ask({ ...questionOf(elt), question })) {
    issueRequest(true);
  }
});
