// Keys through the rows of a table: arrows or j and k, Home and End; Enter opens (it is a link);
// "/" goes to the first filter. Works on rows that htmx brings later, for it listens above them.

const rowLinks = () => [...document.querySelectorAll("table[data-rows] a[data-row]")];

const typing = (element) => element && element.closest("input, select, textarea, [contenteditable]");

function move(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const filter = document.querySelector("form[data-filters] select, form[data-filters] input");
    if (!filter) return;
    filter.focus();
    event.preventDefault();
    return;
  }
  const links = rowLinks();
  if (links.length === 0) return;
  const here = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  let next;
  if (step) next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  else if (event.key === "Home" && here >= 0) next = 0;
  else if (event.key === "End" && here >= 0) next = links.length - 1;
  else return;
  const link = links[Math.max(0, Math.min(links.length - 1, next))];
  link.focus();
  link.closest("tr").scrollIntoView({ block: "nearest" });
  event.preventDefault();
}

document.addEventListener("keydown", move);

// A filter that changes asks at once; without this script its button does.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (form && event.target.matches("select")) form.requestSubmit();
});

// Filters that ask for nothing stay out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  const asked = event.detail.parameters;
  for (const name of Object.keys(asked)) if (asked[name] === "") delete asked[name];
});
