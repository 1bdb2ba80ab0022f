// A thin bar at the top while htmx waits for more than a moment, and a plain word when the server cannot be reached.

const DELAY_MS = 150;
let waiting = 0;
let timer = 0;

const bar = document.createElement("div");
bar.className = "wait-bar";
bar.setAttribute("role", "status");
bar.hidden = true;
bar.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "正在处理" }));
document.body.append(bar);

function begin() {
  waiting += 1;
  if (waiting === 1) {
    timer = window.setTimeout(() => {
      bar.hidden = false;
    }, DELAY_MS);
  }
}

function end() {
  waiting = Math.max(0, waiting - 1);
  if (waiting === 0) {
    window.clearTimeout(timer);
    bar.hidden = true;
  }
}

function complain(text) {
  const old = document.querySelector(".wait-error");
  if (old) {
    old.remove();
  }
  const note = document.createElement("div");
  note.className = "notice notice-alarm wait-error";
  note.setAttribute("role", "alert");
  note.textContent = text;
  document.querySelector("main").prepend(note);
}

document.addEventListener("htmx:beforeRequest", begin);
document.addEventListener("htmx:afterRequest", end);
document.addEventListener("htmx:sendError", () => complain("连不上服务器，这一步没有办成。内容仍在本页，请稍后再试。"));
document.addEventListener("htmx:timeout", () => complain("服务器迟迟没有答复，这一步是否办成尚不清楚，请刷新后查看。"));
// The server answers a refused step with its reason in plain words; the text of it is shown as it is.
function reasonOf(xhr) {
  const isPage = /<html/i.test(xhr.responseText);
  const text = new DOMParser().parseFromString(xhr.responseText, "text/html").body.textContent.trim();
  return isPage ? "" : text.slice(0, 500);
}

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const reason = reasonOf(xhr);
  const { status } = xhr;
  if (reason) {
    complain(reason);
  } else if (status === 401 || status === 403) {
    complain("登录已过期或没有这项权限，这一步没有办成。请重新登录后再试。");
  } else {
    complain("这一步没有办成，服务器报告了错误。内容仍在本页，请稍后再试；反复出现请联系系统管理员。");
  }
});
