/** Personal data is masked by default (design 8.5); revealing asks a reason and is logged. */
export const maskPhone = (phone: string) => (phone.length < 7 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`);
export const maskIdNumber = (id: string) =>
  id.length < 10 ? "********" : `${id.slice(0, 3)}***********${id.slice(-2)}`;
export const maskAddress = (address: string) => (address.length <= 6 ? "****" : `${address.slice(0, 6)}****`);

/** Names are short by default: 张某某; a code of a source system stays as it is. */
export function maskName(name: string): string {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return name;
  if (/[某等会委组]/u.test(name.slice(1))) return name;
  return name[0] + "某".repeat(Math.min(name.length - 1, 2));
}
