// Addresses as people write them: 20 bytes in hexadecimal, or an account in SS58. Command line, API
// and page take and refuse the same texts for the same reasons; tests/vectors/address.json holds all
// of them to it. In this order:
//
// 1. White space around the text is left out. Nothing, white space within, and characters that cannot
//    be seen are refused.
// 2. A `:` makes it a link, a `.` a name: both are refused.
// 3. What begins with `0x` or `0X`, or has hexadecimal digits only, is hexadecimal: 40 digits, in
//    small letters, in capitals, or in both as EIP-55 prescribes.
// 4. `XE` and two digits are the beginning of an ICAN, which is refused.
// 5. From 40 to 60 letters and digits are meant as SS58. Of every prefix: the account is the same.

import { ss58Decode } from "@polkadot-labs/hdkd-helpers";
import { getAddress, keccak256 } from "viem";
import { isVisible } from "./text";

/** An address, or why a text is none: a predicate that follows the text. */
export type Written =
  | {
      /** As contracts know the account, in small letters. */
      readonly address: `0x${string}`;
      /** The account's 32 bytes, where it was written in SS58. */
      readonly account: Uint8Array | null;
    }
  | { readonly fault: Fault; readonly words: string };

/** The kinds of faults. */
export type Fault =
  | "empty"
  | "space"
  | "hidden"
  | "link"
  | "name"
  | "hex_length"
  | "hex_digit"
  | "hex_checksum"
  | "key"
  | "ican"
  | "ss58_character"
  | "ss58_length"
  | "ss58_checksum"
  | "form";

/** Reads an address in any of the forms that are taken. */
export function readAddress(written: string): Written {
  const text = written.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
  if (text === "") return no("empty", "is empty: write a 0x address or an SS58 address");
  for (const one of text) {
    if (/\p{White_Space}/u.test(one)) return no("space", "has a space within: leave it out");
    if (!isVisible(one)) {
      const code = (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return no("hidden", `has the character U+${code}, which cannot be seen: leave it out`);
    }
  }
  if (text.includes(":")) {
    return no("link", "has something before a colon: write the address alone");
  }
  if (text.includes(".")) {
    return no(
      "name",
      "is a name, and names are not looked up: write the address that it stands for",
    );
  }
  if (/^0x/i.test(text)) return hexadecimal(text.slice(2));
  if (/^[0-9a-f]+$/i.test(text)) return hexadecimal(text);
  if (/^xe\d\d/i.test(text) && (text.length === 34 || text.length === 35)) {
    return no("ican", "is written as an ICAN (XE…): write the 0x address that it stands for");
  }
  return ss58(text);
}

/** Reads an address; null where the text is none. */
export function addressIn(text: string): `0x${string}` | null {
  const written = readAddress(text);
  return "address" in written ? written.address : null;
}

/** What is wrong with a text that should be an address, as a sentence; null for an address. */
export function addressProblem(text: string): string | null {
  const written = readAddress(text);
  return "fault" in written ? `This ${written.words}.` : null;
}

const ETHEREUM_SUFFIX = "ee".repeat(12);

/** The address under which contracts know an account, by its 32 bytes. */
export function addressOf(account: Uint8Array): `0x${string}` {
  const hex = [...account].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  // An account that stands for an Ethereum address has that one.
  if (hex.endsWith(ETHEREUM_SUFFIX)) return `0x${hex.slice(0, 40)}`;
  return `0x${keccak256(account).slice(-40)}`;
}

const no = (fault: Fault, words: string): Written => ({ fault, words });

function hexadecimal(digits: string): Written {
  const other = [...digits].find((one) => !/[0-9a-f]/i.test(one));
  if (other !== undefined) {
    return no("hex_digit", `has the character '${other}', which is no hexadecimal digit`);
  }
  if (digits.length === 64) {
    return no(
      "key",
      "has 64 hexadecimal digits, as a public key, a hash or a secret has: write the account as an SS58 address",
    );
  }
  if (digits.length !== 40) {
    return no("hex_length", `needs 40 hexadecimal digits, not ${digits.length}`);
  }
  const address: `0x${string}` = `0x${digits.toLowerCase()}`;
  const mixed = /[a-f]/.test(digits) && /[A-F]/.test(digits);
  if (mixed && getAddress(address).slice(2) !== digits) {
    return no(
      "hex_checksum",
      "has capital letters that do not fit its digits (EIP-55), so a character is wrong: copy it once more from where it came from",
    );
  }
  return { address, account: null };
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ACCOUNT = 32;
const CHECKSUM = 2;

function ss58(text: string): Written {
  const characters = [...text];
  // Letters and numbers of any script: a wrong one is named.
  if (
    characters.length < 40 ||
    characters.length > 60 ||
    !characters.every((one) => /[\p{Alphabetic}\p{N}]/u.test(one))
  ) {
    return no("form", "is no address: write 0x and 40 hexadecimal digits, or an SS58 address");
  }
  const other = characters.find((one) => !BASE58.includes(one));
  if (other !== undefined) {
    return no("ss58_character", `has the character '${other}', which no SS58 address has`);
  }
  // The prefix has two bytes from 64 on; two more are the checksum.
  const { length, first } = measure(text);
  if (length !== (first < 64 ? 1 : 2) + ACCOUNT + CHECKSUM) {
    return no(
      "ss58_length",
      "is not as long as the SS58 address of an account is: check that all of it is there",
    );
  }
  try {
    const [account] = ss58Decode(text);
    if (account.length === ACCOUNT) return { address: addressOf(account), account };
  } catch {
    // The length is right, so its checksum is not.
  }
  return no(
    "ss58_checksum",
    "has a checksum that does not fit, so a character is wrong: copy it once more from where it came from",
  );
}

/** How many bytes a text in base58 stands for, and the first of them. */
function measure(text: string): { length: number; first: number } {
  const zeros = text.length - text.replace(/^1+/, "").length;
  let value = 0n;
  for (const one of text) value = value * 58n + BigInt(BASE58.indexOf(one));
  const hex = value === 0n ? "" : value.toString(16);
  const bytes = Math.ceil(hex.length / 2);
  const head = hex.length % 2 === 0 ? hex.slice(0, 2) : hex.slice(0, 1);
  return { length: zeros + bytes, first: zeros > 0 ? 0 : Number.parseInt(head || "0", 16) };
}
