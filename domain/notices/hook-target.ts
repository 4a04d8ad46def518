import { isIP } from "node:net";
import { type Sentence, say } from "../kernel/sentence.ts";

/** `hosts`: the allow-list (LIANXI_HOOK_HOSTS), empty when there is none. `strict`: outside demonstrations and tests. */
export type TargetRules = { hosts: string[]; strict: boolean };

/**
 * Why messages may not go to this address; null when they may. http or https, no name and password in it. With an allow-list only its
 * hosts; without one neither this machine nor link-local addresses (where clouds keep their keys), in production.
 */
export function targetProblem(address: string, { hosts, strict }: TargetRules): Sentence | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    return say("地址应以 http:// 或 https:// 开头。", "The address begins with http:// or https://.");
  if (url.username || url.password)
    return say(
      "地址里不要写用户名和密码，用签名核对。",
      "No name and password in the address; the signature proves it.",
    );
  const host = url.hostname.toLowerCase();
  if (hosts.length > 0)
    return hosts.includes(host)
      ? null
      : say(
          `${host} 不在允许的主机之内（LIANXI_HOOK_HOSTS），请联系系统维护人员。`,
          `${host} is not among the allowed hosts (LIANXI_HOOK_HOSTS); ask whoever runs the portal.`,
        );
  return strict && isLocal(host)
    ? say("不能指向本机或链路本地地址。", "It must not lead to this machine or a link-local address.")
    : null;
}

function isLocal(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  if (bare === "localhost" || bare.endsWith(".localhost")) return true;
  if (isIP(bare) === 4) return bare.startsWith("127.") || bare.startsWith("169.254.") || bare.startsWith("0.");
  return isIP(bare) === 6 && /^(::1?$|::ffff:|fe[89ab])/.test(bare);
}
