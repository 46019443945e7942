"use strict";
(() => {
  const NEAR = 50, FULL = 250, NONE = 255, MOST_CELLS = 4000000;
  const by = id => document.getElementById(id);
  let data, scores, chosen = [], sorted = null;

  // Text goes into the page as text alone: nothing here builds markup.
  const made = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const said = text => {
    const element = made("div", text, "said");
    element.dir = "auto";
    return element;
  };
  const rows = () => Array.from(by("table").tBodies[0].rows);
  const answered = (candidate, column) => ((data.answers || {})[candidate] || {})[column];

  // --- Table ----------------------------------------------------------------------------------------------------
  const show = () => {
    const wanted = by("filter").value.trim().toLocaleLowerCase();
    let fits = 0;
    for (const row of rows()) {
      const out = wanted !== "" && !row.textContent.toLocaleLowerCase().includes(wanted);
      row.classList.toggle("out", out);
      row.classList.toggle("far", fits >= NEAR);
      if (!out) fits++;
    }
    by("shown").textContent = wanted === "" ? "" : fits + " of " + rows().length;
  };
  const sort = (key, descending) => {
    sorted = [key, descending];
    const of = row => row.dataset.keys.split("|")[key];
    const numeric = key < 5;
    const ordered = rows().sort((a, b) => {
      const order = numeric ? of(a) - of(b) : of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0;
      return (descending ? -order : order) || a.dataset.number - b.dataset.number;
    });
    by("table").tBodies[0].append(...ordered);
    for (const button of by("table").querySelectorAll("th button")) {
      const mine = Number(button.dataset.key) === key;
      button.parentElement.setAttribute("aria-sort", !mine ? "none" : descending ? "descending" : "ascending");
    }
    show();
  };

  // --- Word diff ------------------------------------------------------------------------------------------------
  const words = text => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) || [];
  const differences = (a, b) => {
    let head = 0, tail = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
    const x = a.slice(head, a.length - tail), y = b.slice(head, b.length - tail);
    return [["same", a.slice(0, head)], ...middle(x, y), ["same", a.slice(a.length - tail)]];
  };
  const middle = (x, y) => {
    if (x.length * y.length > MOST_CELLS) return [["del", x], ["ins", y]];
    const width = y.length + 1, table = new Uint32Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        table[i * width + j] = x[i] === y[j] ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    const out = [];
    const put = (kind, word) => {
      if (out.length && out[out.length - 1][0] === kind) out[out.length - 1][1].push(word);
      else out.push([kind, [word]]);
    };
    let i = 0, j = 0;
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) { put("same", x[i++]); j++; }
      else if (j === y.length || (i < x.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) put("del", x[i++]);
      else put("ins", y[j++]);
    }
    return out;
  };
  const compare = (from, to) => {
    const a = data.prompts[from], b = data.prompts[to], text = by("diff-text");
    by("diff").hidden = false;
    by("diff-title").textContent = "From #" + from + " to #" + to;
    if (a === undefined || b === undefined) {
      text.textContent = "Not in this page. Print it with: " + data.command + (a === undefined ? from : to);
      return;
    }
    text.replaceChildren(...differences(words(a), words(b)).map(([kind, parts]) =>
      kind === "same" ? document.createTextNode(parts.join("")) : made(kind, parts.join(""))));
  };
  const choose = box => {
    const number = Number(box.closest("tr").dataset.number);
    chosen = box.checked ? [...chosen, number].slice(-2) : chosen.filter(other => other !== number);
    for (const row of rows()) row.querySelector("input").checked = chosen.includes(Number(row.dataset.number));
    if (chosen.length === 2) compare(Math.min(...chosen), Math.max(...chosen));
    else by("diff").hidden = true;
  };

  // --- Heat map -------------------------------------------------------------------------------------------------
  const size = () => {
    const room = by("map").parentElement.clientWidth;
    const width = Math.max(2, Math.min(22, Math.floor(room / Math.max(1, data.columns))));
    return [width, data.order.length > 400 ? 3 : Math.max(8, Math.min(22, width))];
  };
  const draw = () => {
    const map = by("map"), [width, height] = size(), style = getComputedStyle(document.documentElement);
    const colour = name => {
      const hex = style.getPropertyValue(name).trim();
      return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
    };
    const low = colour("--heat0"), high = colour("--heat1"), none = colour("--none"), gap = height > 4 ? 1 : 0;
    map.width = Math.max(1, data.columns * width);
    map.height = Math.max(1, data.order.length * height);
    const pen = map.getContext("2d");
    for (let row = 0; row < data.order.length; row++) {
      for (let column = 0; column < data.columns; column++) {
        const value = scores[row * data.columns + column], share = value / FULL;
        const mixed = value === NONE ? none : low.map((from, i) => Math.round(from + (high[i] - from) * share));
        pen.fillStyle = "rgb(" + mixed.join(",") + ")";
        pen.fillRect(column * width, row * height, width - (width > 4 ? 1 : 0), height - gap);
      }
    }
  };
  const cell = (row, column) => {
    const panel = by("cell"), candidate = data.order[row];
    if (candidate === undefined || column < 0 || column >= data.columns) return;
    by("cell-candidate").value = candidate;
    by("cell-example").value = column + 1;
    const value = scores[row * data.columns + column], example = (data.examples || [])[column];
    const parts = [made("h3", "Candidate #" + candidate + ", example " + (column + 1) + (example ? " (" + example.id + ")" : "")
      + (value === NONE ? ": not asked" : ": score " + Math.round(value / FULL * 1000) / 1000))];
    if (example) {
      for (const [name, text] of Object.entries(example.fields || {})) parts.push(made("h3", name), said(text));
      parts.push(made("h3", "reference"), said(example.reference === undefined ? "not in this page" : example.reference));
    }
    const answer = answered(candidate, column);
    if (answer !== undefined) parts.push(made("h3", "answer"), said(answer));
    else if (value !== NONE && !data.noExamples) {
      parts.push(made("p", "This answer is not in the page. It is printed by:"), made("pre", data.command + candidate));
    } else if (value !== NONE) parts.push(made("p", "Examples and answers were left out of this page."));
    panel.replaceChildren(...parts);
    panel.hidden = false;
  };

  // --- All of it ------------------------------------------------------------------------------------------------
  const begin = () => {
    data = JSON.parse(by("data").textContent);
    scores = Uint8Array.from(atob(data.scores), letter => letter.charCodeAt(0));
    by("filter").addEventListener("input", show);
    by("table").addEventListener("click", event => {
      const button = event.target.closest("th button");
      if (!button) return;
      const key = Number(button.dataset.key), now = button.parentElement.getAttribute("aria-sort");
      sort(key, now === "none" ? key === 1 || key === 2 : now === "ascending");
    });
    by("table").addEventListener("change", event => choose(event.target));
    if (by("all")) by("all").addEventListener("click", () => {
      by("all").textContent = by("table").classList.toggle("all") ? "Show fewer" : "Show all";
    });
    for (const button of document.querySelectorAll("[data-compare]")) {
      button.addEventListener("click", () => {
        compare(...button.dataset.compare.split(",").map(Number));
        by("diff").scrollIntoView({block: "nearest"});
      });
    }
    by("map").addEventListener("click", event => {
      const [width, height] = size(), scale = by("map").clientWidth / by("map").width;
      cell(Math.floor(event.offsetY / scale / height), Math.floor(event.offsetX / scale / width));
    });
    by("cell-show").addEventListener("click", () =>
      cell(data.order.indexOf(Number(by("cell-candidate").value)), Number(by("cell-example").value) - 1));
    show();
    draw();
  };
  const renew = html => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const filter = by("filter").value, whole = by("table").classList.contains("all");
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    by("data").textContent = page.getElementById("data").textContent;
    begin();
    by("filter").value = filter;
    by("table").classList.toggle("all", whole);
    if (sorted) sort(...sorted); else show();
    for (const row of rows()) row.querySelector("input").checked = chosen.includes(Number(row.dataset.number));
    if (chosen.length === 2) compare(Math.min(...chosen), Math.max(...chosen));
  };
  const listen = () => {
    const news = new EventSource("events");
    news.addEventListener("changed", event => renew(event.data));
    news.addEventListener("ended", event => {
      news.close();
      renew(event.data);
      by("live").textContent = "ended";
    });
    news.addEventListener("error", () => { by("live").textContent = "the search is no longer served here"; news.close(); });
  };
  begin();
  window.addEventListener("resize", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  if (document.body.dataset.live === "true") listen();
})();
