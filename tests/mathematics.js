// Every formula of Markdown sheets held against MathJax and against a reader of Markdown.
//   node tests/mathematics.js NPM SHEET...
// NPM is a folder of npm with mathjax-full and markdown-it. Prints every finding, and ends with 1 if there is any.
const fs = require("fs");
const path = require("path");
const [npm, ...sheets] = process.argv.slice(2);
const load = (name) => require(path.resolve(npm, "node_modules", name));

const {mathjax} = load("mathjax-full/js/mathjax.js");
const {TeX} = load("mathjax-full/js/input/tex.js");
const {SVG} = load("mathjax-full/js/output/svg.js");
const {liteAdaptor} = load("mathjax-full/js/adaptors/liteAdaptor.js");
const {RegisterHTMLHandler} = load("mathjax-full/js/handlers/html.js");
const {AllPackages} = load("mathjax-full/js/input/tex/AllPackages.js");
const markdown = load("markdown-it")({html: true});

RegisterHTMLHandler(liteAdaptor());
const packages = AllPackages.filter((name) => name !== "noerrors" && name !== "noundefined");
const formatError = (_, error) => { throw error; };
const page = mathjax.document("", {InputJax: new TeX({packages, formatError}), OutputJax: new SVG({fontCache: "none"})});

const FENCED = /^(```+)text[\s\S]*?^\1$/gm;
const FORMULA = /(?<!\\)\$\$([\s\S]*?)\$\$|(?<!\\)\$([^$\n]+?)\$/g;
const ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"};
const even = (text) => text.replace(/\s+/g, " ");

function* findings(text) {
  for (const [whole, display, inline] of text.replace(FENCED, "").matchAll(FORMULA)) {
    try {
      page.convert(display || inline, {display: Boolean(display)});
    } catch (error) {
      yield `MathJax: ${error.message}: ${whole}`;
    }
    const read = markdown.renderInline(whole).replace(/&(lt|gt|quot|amp);/g, (found) => ENTITIES[found]);
    if (even(read.replace(/<br>\n?/g, "\n")) !== even(whole)) yield `Markdown changes ${whole} into ${read}`;
  }
}

const found = sheets.flatMap((sheet) => [...findings(fs.readFileSync(sheet, "utf8"))].map((one) => `${sheet}: ${one}`));
console.log(found.slice(0, 40).join("\n") || `${sheets.length} sheets without a finding`);
process.exit(found.length ? 1 : 0);
