#!/usr/bin/env node
// Runs the program that the package of this platform holds, as if it had been called itself.
"use strict";
const { spawn } = require("node:child_process");
const os = require("node:os");

const name = `@archwise/${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/archwise${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: archwise needs the package ${name}, which is not installed`);
  console.error("  install without `--omit=optional`, or build it: `cargo install archwise` needs only Rust");
  process.exit(2);
}
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
// A terminal sends Ctrl-C to both; only the program knows what to do then. Other signals come here alone.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`error: ${program} does not start: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code));
