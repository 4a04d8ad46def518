/** Characters of a password: at least, at most. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
