// Renders prompts with dotprompt itself: [{source, values}] on stdin, [[{role, text}]] on stdout.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const { Dotprompt } = createRequire(process.cwd() + "/")("dotprompt");

(async () => {
  const rendered = [];
  for (const { source, values } of JSON.parse(readFileSync(0, "utf8"))) {
    const { messages } = await new Dotprompt().render(source, { input: values });
    rendered.push(
      messages.map(({ role, content }) => ({ role, text: content.map((part) => part.text).join("") })),
    );
  }
  process.stdout.write(JSON.stringify(rendered));
})();
