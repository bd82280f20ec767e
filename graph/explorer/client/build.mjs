// node build.mjs [folder]: bundles the explorer's scripts into the folder, by default ../bundle.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const client = dirname(fileURLToPath(import.meta.url));
const bundle = resolve(process.argv[2] ?? join(client, "..", "bundle"));
const engine = "node_modules/oxigraph";
const permitted = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT OR Apache-2.0"]);

const read = (path) => readFileSync(join(client, path), "utf8");

/** One line a file, as `sha256sum` writes it; hatch_build.py compares the same lines to see whether a bundle is out of date. */
function sourceHashes() {
  const sources = readdirSync(join(client, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(client.length + 1).replaceAll(sep, "/"));
  return ["build.mjs", "package-lock.json", "package.json", "tsconfig.json", ...sources]
    .sort()
    .map((path) => `${createHash("sha256").update(readFileSync(join(client, path))).digest("hex")}  ${path}\n`)
    .join("");
}

async function bundled() {
  const { metafile, outputFiles } = await build({
    absWorkingDir: client,
    entryPoints: [
      { in: "src/main.tsx", out: "explorer" }, // and explorer.css: every stylesheet it imports
      { in: "src/store.worker.ts", out: "store" },
    ],
    outdir: bundle,
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    // The engine is handed its bytes and never asks for its own address.
    logOverride: { "empty-import-meta": "silent" },
    logLevel: "warning",
  });
  return { metafile, texts: outputFiles.map(({ path, text }) => [path.slice(bundle.length + 1), text]) };
}

/** The texts stand inside <script> and <style>, which these would end or change; esbuild escapes the closing tags in what it prints. */
function refuseWhatEndsItsElement(name, text) {
  for (const forbidden of [name.endsWith(".css") ? "</style" : "</script", "<!--", "\r"]) {
    if (text.toLowerCase().includes(forbidden)) {
      throw new Error(`${name} holds ${JSON.stringify(forbidden)}, which cannot stand in a page`);
    }
  }
}

/** Folders of the npm packages of which at least one byte is in an output. */
function shipped(metafile) {
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  return [...folders, engine];
}

function licence(folder) {
  const { name, version, license } = JSON.parse(read(join(folder, "package.json")));
  if (!permitted.has(license)) {
    throw new Error(`${name} ${version}: licence ${license}; permitted: ${[...permitted].join(", ")}`);
  }
  const texts = readdirSync(join(client, folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => read(join(folder, file)));
  if (texts.length === 0) {
    // Oxigraph's package holds no text; of the two licences it offers, the Apache one is this project's own.
    if (!license.includes("Apache-2.0")) {
      throw new Error(`${name} ${version}: no licence text in the package`);
    }
    texts.push(read(join("..", "..", "..", "LICENSE")));
  }
  return `${name} ${version}\n${license}\n\n${texts.map((text) => text.replaceAll("\r", "").trim()).join("\n\n")}\n`;
}

/** zlib writes no time of its own, but names the machine's system in byte 9; 255 says "unknown". */
function gzip(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

const hashes = sourceHashes();
const { metafile, texts } = await bundled();
const files = new Map(texts);
if (!files.has("explorer.css")) {
  throw new Error("src/main.tsx imports no stylesheet");
}
for (const [name, text] of files) {
  refuseWhatEndsItsElement(name, text);
}
files.set("licences.txt", [...new Set(shipped(metafile).map(licence))].sort().join(`\n${"-".repeat(80)}\n\n`));
files.set("oxigraph.wasm.gz", gzip(readFileSync(join(client, engine, "web_bg.wasm"))));
files.set("sources.sha256", hashes);
mkdirSync(bundle, { recursive: true });
for (const [name, content] of files) {
  writeFileSync(join(bundle, name), content);
}
