const listen = (element, props) => {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
};

/** The children that are something, lists of them made flat. */
export const present = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);

/** Makes an element. Props are attributes or "on…" listeners; children are nodes, texts, or lists of them. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  listen(element, props);
  element.append(...present(children));
  return element;
}

/** Makes an element of a drawing. */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  listen(element, props);
  element.append(...present(children));
  return element;
}
