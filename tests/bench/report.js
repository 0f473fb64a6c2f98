// The results as tables for a terminal.
import { OURS } from "./implementations.js";

const WASM_TO_NATIVE_GOAL = 0.75;

/** One work's table. */
export function describe(result) {
  const { name, about, goal, implementations, unable, epochs } = result;
  const compared = epochs ? `loss after ${epochs} epochs` : "greys of 256 from hand";
  const rows = implementations.map((one) => [
    one.name,
    millions(one.samplesPerSecond),
    spread(one.toHand),
    agreement(one, epochs),
  ]);
  const lines = [
    `${name}: ${about}`,
    ...table([["", "million samples/s", "x hand (quartiles)", compared], ...rows]).map((line) => `  ${line}`),
  ];
  const ours = implementations.find((one) => one.name === OURS);
  lines.push(`  goal: ${goal} x hand${ours ? `, ${verdict(ours.toHand.median >= goal)}` : ""}`);
  if (result.wasmToNative) {
    const { wasmToNative } = result;
    const met = verdict(wasmToNative.median >= WASM_TO_NATIVE_GOAL);
    lines.push(`  wasm to native: ${spread(wasmToNative)}, goal ${WASM_TO_NATIVE_GOAL}, ${met}`);
  }
  if (unable.length > 0) lines.push(`  not able to do it: ${unable.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

const verdict = (met) => (met ? "met" : "missed");
const millions = (rate) => (rate / 1e6).toPrecision(4);
const spread = ({ median, low, high }) => `${two(median)} (${two(low)} to ${two(high)})`;
const two = (value) => (value < 0.1 ? value.toPrecision(2) : value.toFixed(2));

function agreement({ loss, difference, agrees, inexact }, epochs) {
  const value = epochs ? loss?.toFixed(7) : (difference?.toString() ?? "not compared");
  if (inexact) return `${value} (not comparable: ${inexact})`;
  return `${value}${agrees === false ? " (DIFFERS)" : ""}`;
}

/** Lines with columns of equal width, numbers to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const last = widths.length - 1;
  return rows.map((row) =>
    row
      .map((cell, column) => {
        if (column === 0) return cell.padEnd(widths[0]);
        return column === last ? cell : cell.padStart(widths[column]);
      })
      .join("  "),
  );
}
