import { say } from "../../kernel/sentence.ts";

/** Why nothing can be written to an incident that is part of another. */
export const mergedAway = (survivor: string) =>
  say(
    `本事件已并入 ${survivor}，这里只读。请到 ${survivor} 继续处置。`,
    `This incident is merged into ${survivor} and only read here. Go on in ${survivor}.`,
  );
