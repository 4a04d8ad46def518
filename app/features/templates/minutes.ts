import { formatElapsed, type Locale } from "../../ui/format.ts";

/** How long after the template is applied something is due: `2 时 00 分`. */
export const minutesWords = (minutes: number, locale: Locale): string => formatElapsed(minutes * 60_000, locale);
