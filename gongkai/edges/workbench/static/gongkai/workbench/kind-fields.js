// Fields of a kind that apply only with a certain choice appear with it; without this script all are there.

const fields = document.querySelector("[data-kind-fields]");

function show() {
  for (const each of fields.querySelectorAll("[data-when]")) {
    const chosen = fields.querySelector(`[name="${each.dataset.when}"]`);
    each.hidden = !chosen || !each.dataset.whenValues.split("|").includes(chosen.value);
  }
}

if (fields) {
  fields.addEventListener("change", show);
  document.getElementById("draft").addEventListener("gongkai:restored", show);
  show();
}
