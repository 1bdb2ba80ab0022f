// The dialogues of the body's editor, which the page brings along: <dialog data-editor-dialog="…">.

export function dialogOf(name) {
  return document.querySelector(`[data-editor-dialog="${name}"]`);
}

// Opens a dialogue with its fields filled; the answer is what was entered, or null when it was left.
export function ask(name, values = {}) {
  const dialog = dialogOf(name);
  const form = dialog.querySelector("form");
  form.reset();
  for (const [field, value] of Object.entries(values)) {
    const control = form.elements[field];
    if (control && control.type !== "file") {
      control.value = value;
    }
  }
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "ok" ? new FormData(form) : null),
      { once: true },
    );
  });
}

// A document chosen from those found fills the fields of the link.
dialogOf("link")?.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-link-address]");
  if (choice) {
    const { href, text } = choice.closest("form").elements;
    href.value = choice.dataset.linkAddress;
    text.value ||= choice.dataset.linkTitle;
    href.focus();
  }
});

// Sends a picture; the answer is its address in the text. What the server refuses is thrown in its words.
export async function upload(file, place) {
  const body = new FormData();
  body.append("picture", file, file.name || "图片.png");
  body.append("csrfmiddlewaretoken", place.querySelector("textarea[name]").form.elements.csrfmiddlewaretoken.value);
  let response;
  try {
    response = await window.fetch(place.dataset.pictures, {
      method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" },
    });
  } catch {
    throw new Error("网络不通，图片没有上传。正文仍在本页，请稍后再插入。");
  }
  const isJson = (response.headers.get("Content-Type") || "").includes("application/json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok || !answer.address) {
    throw new Error(answer.message || "图片没有上传，可能是登录已过期。请在新窗口重新登录后再插入。");
  }
  return answer.address;
}
