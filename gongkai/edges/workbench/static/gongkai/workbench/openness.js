// Openness in the editor: what it rests on is filled in, and selected words of the public copy are taken out.

const MARK = "［此处删减］";
const place = document.querySelector("[data-openness]");

// The words of the chosen article or entry; what somebody has added of their own stays.
const cited = place.querySelector("select[name=cited]");
const article = place.querySelector("input[name=openness_article]");
const offered = new Set(Array.from(cited.options, (option) => option.text));

cited.addEventListener("change", () => {
  if (cited.value && (article.value.trim() === "" || offered.has(article.value.trim()))) {
    article.value = cited.selectedOptions[0].text;
    article.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// A public copy is of use for what is open in part only; without this script the button is always there.
const copy = place.querySelector("[data-openness-copy]");

if (copy) {
  const show = () => {
    copy.hidden = place.querySelector("input[name=openness]:checked")?.value !== "partial";
  };
  place.addEventListener("change", show);
  show();
}

// 隐去: within the editor where it is there, else within the text box.
const withhold = document.querySelector("[data-withhold]");

if (withhold) {
  const box = document.getElementById("id_body_html");
  withhold.hidden = false;
  withhold.addEventListener("mousedown", (event) => event.preventDefault());
  withhold.addEventListener("click", () => {
    const asked = new CustomEvent("gongkai:withhold", { bubbles: true, cancelable: true, detail: { mark: MARK } });
    if (!box.dispatchEvent(asked)) {
      return;
    }
    if (box.selectionStart !== box.selectionEnd) {
      box.setRangeText(MARK, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
