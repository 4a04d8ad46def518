import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { zipFile } from "../../../tests/support/zip-file.ts";
import { execute } from "../../kernel/command.server.ts";
import { rereadEnv } from "../../kernel/env.ts";
import { newId } from "../../kernel/id.ts";
import type { RefusalCode } from "../../kernel/refusal.ts";
import { loadActor } from "../../people/actor.server.ts";
import { closeIncident } from "../commands/close-incident.server.ts";
import { postEntry } from "../commands/entries.server.ts";
import { MAX_ATTACHMENT_BYTES, MAX_UNUSED_UPLOADS } from "./file-kinds.ts";
import { openAttachment } from "./open-attachment.server.ts";
import { refuseFullDisk } from "./receive-file.server.ts";
import { sweepUploads } from "./sweep-uploads.server.ts";
import { discardUpload, uploadAttachment } from "./upload-attachment.server.ts";

const { db, now } = await stack({ now: "2026-11-24T06:00:00Z" });
const folder = mkdtempSync(join(tmpdir(), "lianxi-files-"));
process.env.LIANXI_FILES_DIR = folder;
rereadEnv();
afterAll(() => {
  delete process.env.LIANXI_FILES_DIR;
  rereadEnv();
  rmSync(folder, { recursive: true, force: true });
});

const { east, west, health, water, person } = await smallCity(now);
const coordinator = await person("周敏", { unit: east, duty: "coordinator" });
const liaison = await person("邱悦", { unit: health, duty: "liaison" });
const reader = await person("督查", { unit: east, duty: "supervisor" });
const outsider = await person("外人", { unit: water, duty: "liaison" });
const incidentId = await anIncident(coordinator, east, now);
await dispatch(coordinator, incidentId, health, now);

const stored = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

type Sent = { name: string; bytes: Uint8Array<ArrayBuffer> | Blob; commandId?: string };
/** Sends a file as a browser does: a multipart form as a stream. */
function send(actor: Parameters<typeof uploadAttachment>[0], { name, bytes, commandId }: Sent, at = incidentId) {
  const form = new FormData();
  if (commandId) form.set("commandId", commandId);
  form.set("file", new Blob([bytes]), name);
  const request = new Request("http://portal/", { method: "POST", body: form });
  return uploadAttachment(actor, at, request.headers, request.body, now);
}
const text = (content: string) => new TextEncoder().encode(content) as Uint8Array<ArrayBuffer>;
const hex = (content: string) => new Uint8Array(Buffer.from(content.replace(/\s/g, ""), "hex"));
const png = hex(
  "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489 0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082",
);
const pdf = text("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const exe = hex("4d5a90000300000004000000ffff0000b800000000000000400000000000000000");
const elf = hex("7f454c4602010100000000000000000003003e0001000000");
const installer = (() => {
  const bytes = new Uint8Array(2048);
  bytes.set(hex("d0cf11e0a1b11ae1"));
  const view = new DataView(bytes.buffer);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  bytes.set(hex("84100c0000000000c000000000000046"), 1024 + 80);
  return bytes;
})();
const oldWord = (() => {
  const bytes = installer.slice();
  bytes.fill(0, 1024 + 80, 1024 + 96);
  return bytes;
})();
const zip = (entries: Record<string, string>) =>
  new Uint8Array(zipFile(Object.entries(entries).map(([name, data]) => ({ name, data }))));
const docx = zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>" });
const gb = new Uint8Array([0xcf, 0xd6, 0xb3, 0xa1, 0xc7, 0xe5, 0xb5, 0xe3]);

describe("what is taken", () => {
  const kinds: [string, Uint8Array<ArrayBuffer>, string, string][] = [
    ["村委会二楼.png", png, "村委会二楼.png", "image/png"],
    ["微信图片.jpg", png, "微信图片.jpg", "image/png"],
    ["厂界噪声监测记录 11-24.pdf", pdf, "厂界噪声监测记录 11-24.pdf", "application/pdf"],
    ["答复.docx", docx, "答复.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["旧版.doc", oldWord, "旧版.doc", "application/msword"],
    ["加密.docx", oldWord, "加密.docx", "application/octet-stream"],
    ["公文.ofd", zip({ "OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<d/>" }), "公文.ofd", "application/ofd"],
    ["清点.txt", text("现场清点 46 人"), "清点.txt", "text/plain; charset=utf-8"],
    ["清点.csv", gb, "清点.csv", "text/plain; charset=gb18030"],
    ["没有后缀", pdf, "没有后缀.pdf", "application/pdf"],
    ["C:\\fakepath\\..\\路径.pdf", pdf, "路径.pdf", "application/pdf"],
    ["\u202egnp.exe.png", png, "gnp.exe.png", "image/png"],
  ];
  test.each(kinds)("%s", async (name, bytes, kept, contentType) => {
    const upload = await send(liaison, { name, bytes });
    expect(upload).toMatchObject({ name: kept, size: bytes.length, contentType });
    const opened = await openAttachment(liaison, incidentId, upload.id, now);
    expect(new Uint8Array(await readFile(opened.path))).toEqual(bytes);
    const row = await db.attachment.findUniqueOrThrow({ where: { id: upload.id } });
    expect(row.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(row.storageName).toMatch(/^[0-9a-f]{48}$/);
    expect(opened.path).toContain(join(row.storageName.slice(0, 2), row.storageName.slice(2, 4)));
    await discardUpload(liaison, upload.id);
  });
});

describe("what is refused leaves neither row nor file", () => {
  const big = new Blob([pdf, new Uint8Array(MAX_ATTACHMENT_BYTES)]);
  const kinds: [string, Sent["bytes"], RefusalCode, RegExp][] = [
    ["大文件.pdf", big, "too_large", /超过上限 50 MB/],
    ["空.pdf", new Uint8Array(0), "invalid", /空的/],
    ["照片.jpg", exe, "invalid", /可执行/],
    ["清单.txt", elf, "invalid", /可执行/],
    ["脚本.txt", text("#!/bin/sh\nrm -rf /\n"), "invalid", /可执行/],
    ["安装.doc", installer, "invalid", /可执行/],
    ["程序.exe", exe, "invalid", /可执行/],
    ["网页.html", text("<html><script>1</script></html>"), "invalid", /不能上传 \.html/],
    ["图.svg", text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "invalid", /不能上传 \.svg/],
    ["打包.zip", zip({ "a.txt": "a" }), "invalid", /压缩包/],
    ["藏着.docx", zip({ "a.txt": "a" }), "invalid", /内容却不是/],
    [
      "带宏.docx",
      zip({ "[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "" }),
      "invalid",
      /宏/,
    ],
    ["假的.pdf", docx, "invalid", /内容却不是/],
    ["假的.png", pdf, "invalid", /内容却不是/],
    ["乱码.txt", hex("00010203fffe"), "invalid", /内容却不是/],
    ["录像.mp4", hex("0000001866747970 6d703432 00000000 6d70343269736f6d"), "invalid", /不能上传 \.mp4/],
  ];
  test.each(kinds)("%s", async (name, bytes, code, sentence) => {
    const before = { files: stored(), rows: await db.attachment.count() };
    const refusal = await send(liaison, { name, bytes }).catch((error) => error);
    expect(refusal).toMatchObject({ code });
    expect(refusal.sentence.zh).toMatch(sentence);
    expect({ files: stored(), rows: await db.attachment.count() }).toEqual(before);
  });

  test("exactly the limit is taken", async () => {
    const upload = await send(liaison, {
      name: "满.pdf",
      bytes: new Blob([pdf, new Uint8Array(MAX_ATTACHMENT_BYTES - pdf.length)]),
    });
    expect(upload.size).toBe(MAX_ATTACHMENT_BYTES);
    await discardUpload(liaison, upload.id);
  });

  test("a transfer that breaks off", async () => {
    const boundary = "x";
    const begun = text(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7`,
    );
    const headers = new Headers({ "Content-Type": `multipart/form-data; boundary=${boundary}` });
    const ended = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(begun);
        controller.close();
      },
    });
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(begun);
        controller.error(new Error("gone"));
      },
    });
    const before = stored();
    for (const body of [ended, broken])
      await expect(uploadAttachment(liaison, incidentId, headers, body, now)).rejects.toMatchObject({
        code: "invalid",
      });
    await expect(uploadAttachment(liaison, incidentId, new Headers(), null, now)).rejects.toMatchObject({
      code: "invalid",
    });
    expect(stored()).toBe(before);
  });

  test("a full disk is said in words", () => {
    for (const code of ["ENOSPC", "EDQUOT"])
      expect(() => refuseFullDisk(Object.assign(new Error("x"), { code }))).toThrowError(
        expect.objectContaining({ code: "wrong_state" }),
      );
    expect(() => refuseFullDisk(new Error("other"))).toThrow("other");
  });
});

describe("whose it is", () => {
  test("an outsider: not_found for upload and download, a reader may not upload", async () => {
    const upload = await send(liaison, { name: "a.pdf", bytes: pdf });
    await expect(send(outsider, { name: "a.pdf", bytes: pdf })).rejects.toMatchObject({ code: "not_found" });
    await expect(send(liaison, { name: "a.pdf", bytes: pdf }, newId())).rejects.toMatchObject({ code: "not_found" });
    await expect(send(reader, { name: "a.pdf", bytes: pdf })).rejects.toMatchObject({ code: "not_allowed" });
    await expect(openAttachment(outsider, incidentId, upload.id, now)).rejects.toMatchObject({ code: "not_found" });
    await discardUpload(liaison, upload.id);
  });

  test("before an entry names it, it is the uploader's alone; then everybody's who reads the incident", async () => {
    const upload = await send(liaison, { name: "a.pdf", bytes: pdf });
    await expect(openAttachment(coordinator, incidentId, upload.id, now)).rejects.toMatchObject({ code: "not_found" });
    const entry = (actor: typeof liaison) =>
      execute(
        postEntry,
        actor,
        { incidentId, text: "监测记录", attachments: [upload.id] },
        { commandId: newId(), now },
      );
    await expect(entry(coordinator)).rejects.toMatchObject({ code: "invalid" });
    await entry(liaison);
    expect(await openAttachment(coordinator, incidentId, upload.id, now)).toMatchObject({
      fileName: "a.pdf",
      contentType: "application/pdf",
    });
    expect(await openAttachment(reader, incidentId, upload.id, now)).toMatchObject({ size: pdf.length });
    await expect(openAttachment(outsider, incidentId, upload.id, now)).rejects.toMatchObject({ code: "not_found" });
    await discardUpload(liaison, upload.id);
    expect(await openAttachment(reader, incidentId, upload.id, now)).toMatchObject({ id: upload.id });
  });

  test("an attachment is found under its own incident only", async () => {
    const other = await anIncident(coordinator, east, now, "另一件");
    const upload = await send(coordinator, { name: "a.pdf", bytes: pdf });
    await expect(openAttachment(coordinator, other, upload.id, now)).rejects.toMatchObject({ code: "not_found" });
    await expect(openAttachment(coordinator, incidentId, "../../etc/passwd", now)).rejects.toMatchObject({
      code: "not_found",
    });
    await discardUpload(coordinator, upload.id);
  });

  test("rights are those of now", async () => {
    const upload = await send(liaison, { name: "a.pdf", bytes: pdf });
    await execute(postEntry, liaison, { incidentId, attachments: [upload.id] }, { commandId: newId(), now });
    await db.grant.updateMany({ where: { personId: reader.personId }, data: { revokedAt: now } });
    const ended = (await loadActor(reader.personId, now))!;
    await expect(openAttachment(ended, incidentId, upload.id, now)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a closed incident takes no more", async () => {
    const closed = await anIncident(coordinator, east, now, "已了结");
    await execute(closeIncident, coordinator, { incidentId: closed, outcome: "已了结" }, { commandId: newId(), now });
    await expect(send(coordinator, { name: "a.pdf", bytes: pdf }, closed)).rejects.toMatchObject({
      code: "wrong_state",
    });
  });

  test("a county's incident is nothing to the next county", async () => {
    const next = await person("邻县协调员", { unit: west, duty: "coordinator" });
    await expect(send(next, { name: "a.pdf", bytes: pdf })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("once", () => {
  test("the same commandId twice is one upload and one file", async () => {
    const before = stored();
    const commandId = newId();
    const first = await send(liaison, { name: "a.pdf", bytes: pdf, commandId });
    const second = await send(liaison, { name: "a.pdf", bytes: pdf, commandId });
    expect(second).toEqual(first);
    expect(stored()).toBe(before + 1);
    await discardUpload(liaison, first.id);
    expect(stored()).toBe(before);
  });

  test("unused uploads are counted, and swept after a day", async () => {
    await sweepUploads(new Date(now.getTime() + 2 * 86_400_000));
    const before = stored();
    const mine = await person("多传", { unit: health, duty: "liaison" });
    const row = {
      incidentId,
      fileName: "a",
      contentType: "text/plain",
      size: 1,
      sha256: "",
      byId: mine.personId,
      createdAt: now,
    };
    const name = (i: number) => i.toString(16).padStart(48, "0");
    await db.attachment.createMany({
      data: Array.from({ length: MAX_UNUSED_UPLOADS - 1 }, (_, i) => ({ id: newId(), storageName: name(i), ...row })),
    });
    const upload = await send(mine, { name: "a.pdf", bytes: pdf });
    await expect(send(mine, { name: "a.pdf", bytes: pdf })).rejects.toMatchObject({ code: "too_many" });
    expect(await sweepUploads(new Date(now.getTime() + 3_600_000))).toBe(0);
    expect(await sweepUploads(new Date(now.getTime() + 86_400_001))).toBe(MAX_UNUSED_UPLOADS);
    expect(await db.attachment.count({ where: { id: upload.id } })).toBe(0);
    expect(stored()).toBe(before);
  });

  test("what broken transfers left is swept", async () => {
    const { incomingPath, freshStorageName } = await import("./storage.server.ts");
    const { writeFileSync } = await import("node:fs");
    const path = await incomingPath(freshStorageName());
    writeFileSync(path, "x");
    await sweepUploads(new Date());
    expect(existsSync(path)).toBe(true);
    const old = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(path, old, old);
    await sweepUploads(new Date());
    expect(existsSync(path)).toBe(false);
  });
});
