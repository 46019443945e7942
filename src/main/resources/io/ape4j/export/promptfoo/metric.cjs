const SPACE = "[\\t-\\r\\x1c-\\x1f\\x85\\p{Zs}\\p{Zl}\\p{Zp}]";
const trim = (text) => text.replace(new RegExp(`^${SPACE}+|${SPACE}+$`, "gu"), "");
const lines = (text) => text.split(/\r\n|\r|\n/).filter((line) => trim(line) !== "");
const listed = (argument) => (Array.isArray(argument) ? argument : [argument]);
const QUOTES = ['""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u201e\u201c", "\u00ab\u00bb", "\u300c\u300d"];

function unquoted(text) {
  for (const pair of QUOTES) {
    if (text.length >= 2 && text[0] === pair[0] && text.endsWith(pair[1])) {
      const inner = text.slice(1, -1);
      if (!inner.includes(pair[0]) && !inner.includes(pair[1])) {
        return trim(inner);
      }
    }
  }
  return text;
}

function withoutQuotes(text) {
  let result = trim(text);
  for (let inner = unquoted(result); inner !== result; inner = unquoted(result)) {
    result = inner;
  }
  return result;
}

function withoutReasoning(text) {
  let kept = "";
  let inside = false;
  let done = 0;
  for (const tag of text.matchAll(/<(\/?)(?:think|thinking|reasoning)>/gi)) {
    const closes = tag[1] !== "";
    if (!inside) {
      kept = closes ? "" : kept + text.slice(done, tag.index);
    }
    inside = !closes;
    done = tag.index + tag[0].length;
  }
  return trim(inside ? kept : kept + text.slice(done));
}

const STEPS = {
  "after": (text, marker) => (text.includes(marker) ? text.slice(text.lastIndexOf(marker) + marker.length) : text),
  "collapse-spaces": (text) => text.replace(new RegExp(`${SPACE}+`, "gu"), " "),
  "drop-text": (text, dropped) => listed(dropped).reduce((rest, part) => rest.split(part).join(" "), text),
  "first-line": (text) => lines(text)[0] ?? "",
  "first-sentence": (text) => text.split(".")[0],
  "hyphen-as-space": (text) => text.replace(/[-\u2010\u2011]/g, " "),
  "last-line": (text) => lines(text).at(-1) ?? "",
  "lower-case": (text) => text.toLowerCase(),
  "strip-accents": (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC"),
  "strip-punctuation": (text, kind) =>
    text.replace(kind === "unicode" ? /[!-\/:-@\[-`{-~\p{P}]/gu : /[!-\/:-@\[-`{-~]/g, ""),
  "strip-quotes": withoutQuotes,
  "strip-reasoning": withoutReasoning,
  "trim": trim,
};

const apply = (steps, text) =>
  steps.reduce((rest, step) => STEPS[step.name](rest, step.argument), text.normalize("NFC")).normalize("NFC");

module.exports = (output, context) => {
  const answer = apply(normalise, apply(extract, String(output)));
  const right = context.config.references.some((reference) => apply(normalise, reference) === answer);
  return { pass: right, score: right ? 1 : 0, reason: right ? "it is the reference" : "it is not the reference" };
};
