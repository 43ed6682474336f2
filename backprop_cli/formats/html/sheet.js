"use strict";
{
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const root = document.documentElement;
  const stops = all(".step");
  const steps = JSON.parse(document.getElementById("steps").textContent);
  const pictures = all(".picture");
  const described = new Map(pictures.flatMap((one) => all("desc", one)).map((one) => [one, one.textContent]));
  const first = pictures.map(() => new Map());
  steps.forEach(([, names, picture], n) => names.forEach((name) => {
    if (first[picture]?.has(name) === false) first[picture].set(name, n);
  }));
  const covered = new Map();
  let now = 0;

  // The bar: previous, where we are, next, all, answers.
  const made = (name, properties, ...children) => {
    const one = Object.assign(document.createElement(name), properties);
    one.append(...children);
    return one;
  };
  const status = made("p", { className: "status" });
  status.setAttribute("role", "status");
  const previous = made("a", {}, "Previous");
  const next = made("a", {}, "Next");
  const whole = made("button", { type: "button" }, "All steps");
  const answers = made("button", { type: "button" }, "Hide answers");
  const bar = made("nav", { className: "bar" }, previous, status, next, whole);
  bar.setAttribute("aria-label", "Steps");
  if (document.querySelector(".answer") && !document.querySelector(".blank")) bar.append(answers);

  // A step: what was worked out before stays, what comes later is not yet there.
  const show = (n) => {
    now = n;
    root.classList.toggle("stepping", n > 0);
    root.classList.toggle("finished", n === stops.length);
    stops.forEach((stop, place) => {
      stop.classList.toggle("now", place === n - 1);
      stop.classList.toggle("later", place >= n);
    });
    const section = n > 0 ? stops[n - 1].closest("section") : null;
    all("section").forEach((one) => one.classList.toggle("now", one === section));
    const [lit, names, shown] = n > 0 ? steps[n - 1] : [[], [], 0];
    pictures.forEach((one, place) => {
      one.hidden = place !== shown;
      one.dataset.part = section?.querySelector("h2").className ?? "";
    });
    status.textContent = n > 0 ? `Step ${n} of ${stops.length}` : `${stops.length} steps`;
    if (n > 0) status.append(made("span", { className: "unseen" }, `: ${names.join(", ")}`));
    point(previous, n - 1);
    point(next, n + 1);
    whole.hidden = n === 0;
    light(new Set(lit));
    label();
    if (n > 0) stops[n - 1].scrollIntoView({ block: "nearest" });
  };
  const point = (link, n) => {
    const there = n > 0 && n <= stops.length;
    if (there) link.href = `#step-${n}`;
    else link.removeAttribute("href");
    link.toggleAttribute("aria-disabled", false);
    if (!there) link.setAttribute("aria-disabled", "true");
  };
  const go = (n) => {
    if (n < 0 || n > stops.length || n === now) return;
    history.pushState(null, "", n > 0 ? `#step-${n}` : location.pathname + location.search);
    show(n);
  };
  const asked = () => {
    const n = Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? 0);
    return n <= stops.length ? n : 0;
  };

  // The network: what the step is made of is lit; numbers appear when they are worked out.
  const light = (lit) => {
    const joins = ({ q, from, to }) => lit.has(q) || (!q && lit.has(from) && lit.has(to));
    for (const picture of pictures) {
      for (const one of all(".edge", picture)) one.classList.toggle("lit", joins(one.dataset));
      for (const one of all("[data-n]", picture)) one.classList.toggle("lit", lit.has(one.dataset.n));
      for (const one of all("g[data-q]", picture)) one.classList.toggle("lit", lit.has(one.dataset.q));
    }
  };
  const label = () => {
    pictures.forEach((picture, place) => {
      for (const one of all("g[data-q]", picture)) {
        const n = first[place].get(one.dataset.q);
        const hidden = n !== undefined && ((now > 0 && n >= now) || stops[n].querySelector(".cover"));
        one.classList.toggle("unknown", Boolean(hidden));
      }
    });
    for (const [one, text] of described) one.textContent = now || covered.size ? "" : text;
  };

  // Answers: a cover is a button; what it covers is not in the page, nor is any number that repeats it.
  const text = (one) => one.textContent.replace(/^=/, "").trim();
  const cover = (one) => {
    const button = made("button", { type: "button", className: "cover", title: "Show the answer" }, "?");
    button.setAttribute("aria-label", "Show the answer");
    button.style.minWidth = `${one.getBoundingClientRect().width * 0.7}px`;
    const kept = [...one.childNodes];
    covered.set(one, { kept, key: text(one) });
    one.replaceChildren(button);
  };
  const hide = () => {
    const found = all(".answer");
    const keys = new Set(found.map(text));
    const repeated = all("td").filter((one) => !one.matches(".answer") && keys.has(text(one)) && text(one));
    [...found, ...repeated].forEach(cover);
  };
  const uncover = (one) => {
    one.replaceChildren(...covered.get(one).kept);
    covered.delete(one);
  };
  const reveal = (one) => {
    const { key } = covered.get(one);
    const same = [...covered].filter(([, other]) => other.key === key).map(([other]) => other);
    same.forEach(uncover);
    one.tabIndex = -1;
    one.focus({ preventScroll: true });
    status.textContent = key;
    finish();
  };
  const finish = () => {
    root.classList.toggle("covered", covered.size > 0);
    answers.textContent = covered.size ? "Show answers" : "Hide answers";
    label();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".cover");
    if (button) reveal(button.parentElement);
  });
  for (const [link, by] of [[previous, -1], [next, 1]]) {
    link.className = "button";
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.hasAttribute("href")) go(now + by);
    });
  }
  whole.addEventListener("click", () => go(0));
  answers.addEventListener("click", () => {
    if (covered.size) [...covered.keys()].forEach(uncover);
    else hide();
    finish();
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.matches("input, textarea, select, .wide[tabindex]")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, Escape: -now }[event.key];
    if (by) {
      event.preventDefault();
      go(now + by);
    }
  });
  for (const name of ["hashchange", "popstate"]) addEventListener(name, () => show(asked()));
  const reach = () => {
    for (const one of all(".wide, .equations")) {
      if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    }
    root.style.setProperty("--picture", `${Math.max(0, ...pictures.map((one) => one.offsetHeight))}px`);
  };
  addEventListener("resize", reach);
  if (stops.length) {
    document.querySelector("main").before(bar);
    show(asked());
  }
  reach();
}
