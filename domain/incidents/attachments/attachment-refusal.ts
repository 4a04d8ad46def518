import { Refusal } from "../../kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import { acceptedNames, MAX_ATTACHMENT_BYTES } from "./file-kinds.ts";

const mb = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;
const refuse = (code: "invalid" | "too_large", sentence: Sentence) =>
  new Refusal(code, sentence, { fields: { attachments: sentence } });
const accepted = { zh: inLanguage(acceptedNames, "zh-CN"), en: inLanguage(acceptedNames, "en") };

/** `size` in bytes, when it is known. */
export const tooLarge = (size?: number) =>
  refuse(
    "too_large",
    say(
      `文件${size ? ` ${mb(size)}` : ""}超过上限 ${mb(MAX_ATTACHMENT_BYTES)}，没有传上；写的文字还在。请压缩或分次上传。`,
      `The file${size ? ` (${mb(size)})` : ""} exceeds ${mb(MAX_ATTACHMENT_BYTES)} and was not uploaded; your text is kept. Compress it or upload it in parts.`,
    ),
  );
export const emptyFile = () =>
  refuse(
    "invalid",
    say("文件是空的（0 字节），请核对后重选。", "The file is empty (0 bytes). Check it and choose again."),
  );
export const noFile = () => refuse("invalid", say("没有收到文件，请重选。", "No file arrived. Choose it again."));
export const executable = () =>
  refuse(
    "invalid",
    say(
      "文件内容是可执行程序，改了后缀也不能上传。",
      "The file's content is an executable program; it cannot be uploaded under any name.",
    ),
  );
export const macros = () =>
  refuse(
    "invalid",
    say(
      "文档里有宏（可执行代码），不能上传。请另存为不含宏的文档。",
      "The document holds macros (executable code). Save it without macros and upload that.",
    ),
  );
export const archive = () =>
  refuse(
    "invalid",
    say(
      "压缩包里的内容没法逐个核对，不能上传。请解压后分别上传。",
      "Archives are not accepted: what they hold cannot be checked. Unpack it and upload the files.",
    ),
  );
export const notAccepted = (extension: string) =>
  refuse(
    "invalid",
    say(
      extension ? `不能上传 .${extension} 文件。${accepted.zh}。` : `看不出这是什么文件。${accepted.zh}。`,
      extension
        ? `.${extension} files are not accepted. ${accepted.en}.`
        : `The kind of file is not recognised. ${accepted.en}.`,
    ),
  );
export const spoofed = (extension: string) =>
  refuse(
    "invalid",
    say(
      `文件名是 .${extension}，内容却不是。请核对文件，用原来的程序另存后再传。`,
      `The name says .${extension} but the content is something else. Check the file, save it again and upload that.`,
    ),
  );
export const interrupted = () =>
  refuse(
    "invalid",
    say("传输中断，附件没有传上。请重传。", "The transfer broke off; the file did not arrive. Try again."),
  );
export const diskFull = () =>
  new Refusal(
    "wrong_state",
    say(
      "服务器磁盘已满，附件没有存上；文字记录不受影响，请照常记入，并告诉管理员。",
      "The server's disk is full and the file was not kept. Text entries still work: go on writing, and tell the administrator.",
    ),
    {
      fields: {
        attachments: say("服务器磁盘已满，没有存上", "The server's disk is full; not kept"),
      },
    },
  );
export const tooManyUnused = () =>
  new Refusal(
    "too_many",
    say(
      "你有 50 个附件传上后没有用。请先记入或撤下一些，或等一天后自动清理。",
      "50 of your uploads are not used by any entry. Post or remove some, or wait a day until they are cleared.",
    ),
  );
