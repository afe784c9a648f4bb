// Addresses as contracts and the API write them: 0x and 40 hexadecimal digits.

/** The address of nobody. */
export const NOBODY = "0x0000000000000000000000000000000000000000";

/** Both ends of an address or a hash: `0x4855…bdfe`. */
export function shortHex(hex: string, digits = 4): string {
  return hex.length <= 2 + 2 * digits + 1
    ? hex
    : `${hex.slice(0, 2 + digits)}…${hex.slice(-digits)}`;
}

/** Whether two addresses are the same, however their digits are written. */
export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
