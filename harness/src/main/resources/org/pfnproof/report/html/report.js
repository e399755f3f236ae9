"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  const make = (name, style, ...children) => {
    const element = document.createElement(name);
    if (style) element.className = style;
    element.append(...children);
    return element;
  };

  // Light, dark, or as the system has it. The choice is kept where the browser lets a file keep anything.
  const themes = ["auto", "light", "dark"];
  const themeButton = document.getElementById("theme");
  let theme = 0;
  const setTheme = (index) => {
    theme = index;
    if (theme === 0) delete root.dataset.theme;
    else root.dataset.theme = themes[theme];
    themeButton.textContent = "Theme: " + themes[theme];
  };
  const nextTheme = () => {
    setTheme((theme + 1) % themes.length);
    try { localStorage.setItem("pfnproof-theme", themes[theme]); } catch (e) { /* not kept */ }
  };
  try { setTheme(Math.max(0, themes.indexOf(localStorage.getItem("pfnproof-theme")))); } catch (e) { setTheme(0); }
  themeButton.addEventListener("click", nextTheme);

  const help = document.getElementById("help");
  const showHelp = () => help.open ? help.close() : help.showModal();
  document.getElementById("keys").addEventListener("click", showHelp);

  // Tables that can be searched.
  for (const input of document.querySelectorAll("[data-filter]")) {
    const rows = [...document.getElementById(input.dataset.filter).tBodies[0].rows];
    const count = input.closest(".filter").querySelector("output");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown++;
      }
      count.textContent = words.length ? shown + " of " + rows.length : "";
    });
  }

  // The explorer. The address says what is shown: #ce=NAME&step=NUMBER; nothing else is remembered.
  const controls = document.getElementById("controls").content.firstElementChild;
  const output = controls.querySelector("output");
  const slider = controls.querySelector("input");
  const races = new Map([...document.querySelectorAll("article.race")].map((article) => [article.dataset.ce, article]));
  const loaded = new Map();
  let current = null;

  /** All states of a counterexample, each a list of texts, from the first one and the differences. */
  const load = (article) => {
    const id = article.dataset.ce;
    if (loaded.has(id)) return loaded.get(id);
    const json = article.querySelector("script");
    const data = json ? JSON.parse(json.textContent) : { cells: [], first: [], steps: [] };
    const states = [data.first];
    for (const difference of data.steps) {
      const state = states[states.length - 1].slice();
      for (let i = 0; i < difference.length; i += 2) state[difference[i]] = difference[i + 1];
      states.push(state);
    }
    const families = new Map();
    data.cells.forEach(([thread, name, index, means], place) => {
      const key = JSON.stringify([thread, name]);
      if (!families.has(key)) families.set(key, { thread, name, means, places: [] });
      families.get(key).places.push({ index, place });
    });
    const race = { id, article, states, families: [...families.values()], loop: data.loop };
    loaded.set(id, race);
    return race;
  };

  const parameters = () => {
    const found = {};
    for (const part of location.hash.slice(1).split("&")) {
      const equals = part.indexOf("=");
      if (equals < 0) continue;
      try { found[part.slice(0, equals)] = decodeURIComponent(part.slice(equals + 1)); } catch (e) { /* no address of ours */ }
    }
    return found;
  };

  const blank = new Set(["", "0", "false", "none", "{}", "<>", "()", "idle", "guest"]);

  const value = (now, before, index) => {
    const changed = before !== undefined && before !== now;
    const chip = make("span", "value" + (changed ? " changed" : blank.has(now) ? " blank" : ""));
    if (index) chip.append(make("i", "", index), " ");
    if (changed && before) chip.append(make("del", "", before), " ");
    chip.append(changed ? make("ins", "", now || "none") : now || "none");
    return chip;
  };

  const table = (families, state, before) => {
    const body = make("tbody");
    for (const family of families) {
      const places = family.places.filter(({ place }) => state[place] || (before && before[place]));
      if (!places.length) continue;
      const head = make("th", "", family.name);
      head.scope = "row";
      if (family.means) head.title = family.means;
      const cell = make("td");
      for (const { index, place } of places) cell.append(value(state[place], before && before[place], index), " ");
      body.append(make("tr", "", head, cell));
    }
    return make("table", "", body);
  };

  const panel = (race, step) => {
    const state = race.states[step];
    const before = step > 0 ? race.states[step - 1] : undefined;
    const heads = [...race.article.querySelectorAll(".lanes thead th")].slice(1);
    const parts = [make("h4", "", step === 0 ? "State at first" : "State after step " + step)];
    const shared = race.families.filter((family) => !family.thread);
    if (shared.length) parts.push(table(shared, state, before));
    const lanes = heads.map((head) => head.firstChild.textContent);
    const threads = [...new Set(race.families.map((family) => family.thread))].filter(Boolean);
    const column = (thread) => lanes.includes(thread) ? lanes.indexOf(thread) : lanes.length;
    for (const thread of threads.sort((one, other) => column(one) - column(other))) {
      const lane = heads.find((head) => head.firstChild.textContent === thread);
      const title = make("h5", lane ? lane.className : "", thread);
      parts.push(make("section", "", title, table(race.families.filter((family) => family.thread === thread), state, before)));
    }
    race.article.querySelector(".state").replaceChildren(...parts);
  };

  const address = (id, step) => "#ce=" + encodeURIComponent(id) + "&step=" + step;
  const last = () => Math.max(0, current.race.states.length - 1);
  /** The address follows at once, but its event does not: who presses a key twice means two steps. */
  const go = (step) => {
    const { race } = current;
    show(race, Math.max(0, Math.min(step, last())));
    location.replace(address(race.id, current.step));
  };
  const next = () => {
    const loop = current.race.loop;
    go(current.step === last() && loop !== undefined ? loop : current.step + 1);
  };

  const show = (race, step) => {
    const opened = !current || current.race !== race;
    if (opened) leave();
    current = { race, step };
    root.classList.add("exploring");
    race.article.classList.add("shown");
    if (opened) race.article.prepend(controls);
    const steps = race.states.length > 1;
    controls.classList.toggle("static", !steps);
    if (!steps) {
      current.step = 0;
      return opened;
    }
    slider.max = last();
    slider.value = step;
    let active = null;
    for (const row of race.article.querySelectorAll("[data-step]")) {
      const number = Number(row.dataset.step);
      row.classList.toggle("later", number > step);
      row.classList.toggle("current", number === step);
      if (number === step) {
        row.setAttribute("aria-current", "step");
        active = row;
      } else {
        row.removeAttribute("aria-current");
      }
    }
    const call = active && active.querySelector("code");
    output.replaceChildren(make("b", "", step + "/" + last()),
      make("span", "hidden", call ? ": " + call.parentElement.dataset.lane + " " + call.textContent : ": at first"));
    controls.querySelector("[data-go=first]").disabled = controls.querySelector("[data-go=back]").disabled = step === 0;
    controls.querySelector("[data-go=last]").disabled = step === last();
    controls.querySelector("[data-go=next]").disabled = step === last() && race.loop === undefined;
    race.article.classList.toggle("over", step === last());
    panel(race, step);
    if (active && step > 0) active.scrollIntoView({ block: opened ? "center" : "nearest" });
    return opened;
  };

  const leave = () => {
    if (current) current.race.article.classList.remove("shown", "over");
    current = null;
    root.classList.remove("exploring");
    controls.remove();
  };

  const route = () => {
    const { ce, step } = parameters();
    const article = races.get(ce);
    if (article) {
      const race = load(article);
      const number = Math.min(/^\d+$/.test(step || "") ? Number(step) : 0, Math.max(0, race.states.length - 1));
      // Shown already by the key that has changed the address; the reader may have scrolled since.
      if (current && current.race === race && current.step === number) return;
      if (show(race, number)) {
        if (current.step === 0) scrollTo(0, 0);
        article.focus({ preventScroll: true });
      }
      return;
    }
    const was = current && current.race.id;
    leave();
    const target = document.getElementById(ce === undefined ? location.hash.slice(1) : "counterexamples");
    if (target) target.scrollIntoView();
    if (was && location.hash === "#counterexamples") {
      const back = [...document.querySelectorAll("#races-table th a")].find((link) => link.textContent === was);
      if (back) back.focus();
    }
  };

  controls.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]");
    if (!button) return;
    ({ first: () => go(0), back: () => go(current.step - 1), next, last: () => go(last()) })[button.dataset.go]();
  });
  slider.addEventListener("input", () => go(Number(slider.value)));
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-step]");
    if (row && current && !event.target.closest("a") && !String(getSelection())) go(Number(row.dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
    const typing = event.target.matches("input[type=search], textarea, select");
    if (typing) return;
    const keys = { "?": showHelp, t: nextTheme };
    if (current) {
      Object.assign(keys, {
        ArrowRight: next,
        ArrowLeft: () => go(current.step - 1),
        Home: () => go(0),
        End: () => go(last()),
        Escape: () => { location.hash = "#counterexamples"; },
      });
    }
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  addEventListener("hashchange", route);

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    const article = current ? current.race.article : null;
    closed = [...document.querySelectorAll("details:not([open])")]
      .filter((details) => !details.closest("table") && details.closest("article.race") === article);
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  route();
})();
