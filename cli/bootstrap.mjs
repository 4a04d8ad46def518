#!/usr/bin/env node
// What `npm start`, `npm test` and `npm run lianxi` run. It works on the machine's Node (20 or later), sees to the packages and
// hands over to the Node 24 that comes with them. Plain JavaScript without packages, because there may be none yet.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (...parts) => join(root, ...parts);
const tell = (zh, en) => process.stderr.write(`${zh}  ${en}\n`);

/** Whether node_modules is what package-lock.json says. npm writes its own list last, so a broken installation has none. */
function isInstalled() {
  const installedList = at("node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return false;
  const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedList, "utf8")).packages;
  const omitDev = process.env.NODE_ENV === "production" || /\bdev\b/.test(process.env.npm_config_omit ?? "");
  return Object.entries(wanted).every(([path, item]) => {
    if (path === "" || item.link) return true;
    if (installed[path]) return installed[path].version === item.version;
    return item.optional || item.devOptional || item.peer || (item.dev && omitDev);
  });
}

function install() {
  tell("正在安装依赖包(npm ci)…", "Installing packages (npm ci) …");
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm?.endsWith(".js") ? [process.execPath, npm, "ci"] : ["npm", "ci"];
  const done = spawnSync(command, [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    // Prisma would fetch engines from a server of its own; nothing here uses them.
    env: {
      ...process.env,
      PRISMA_SKIP_POSTINSTALL_GENERATE: "1",
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (done.status === 0) return;
  if (done.signal) process.exit(130);
  tell(
    "依赖包安装失败:请查看上面 npm 的信息;无法访问外网时请先设置镜像(npm config set registry …),再重新执行。",
    "The packages could not be installed: see npm's message above; without internet set a mirror first (npm config set registry …), then run this again.",
  );
  process.exit(1);
}

/** The Node that comes with the packages, or this one where it is new enough and the packages' scripts were not run. */
function nodeBinary() {
  const packaged = at("node_modules", ".bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(packaged) && spawnSync(packaged, ["--version"]).status === 0) return packaged;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  tell(
    `需要 Node 24,而 node_modules 中没有(npm 可能被设为不运行安装脚本):请执行 npm rebuild node,或安装 Node 24 后重试。`,
    `Node 24 is needed and node_modules has none (npm may be set to run no scripts): run npm rebuild node, or install Node 24, then try again.`,
  );
  process.exit(1);
}

if (!isInstalled()) install();

const args = process.argv[2] === "lianxi" ? process.argv.slice(3) : process.argv.slice(2);
// A portal's young memory stays small: left to itself it swells by a hundred megabytes under load and shrinks again.
const flags = JSON.parse(readFileSync(at("cli", "node-flags.json"), "utf8"));
const child = spawn(nodeBinary(), [...flags, at("cli", "lianxi.ts"), ...args], {
  cwd: root,
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
});

// A Ctrl-C reaches both processes and npm sends it once more; the portal ends once, however often it is told.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

// When npm is killed outright nobody tells this process. The portal in turn notices through its channel when this one is gone.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
}

child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 1)));
