import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../../contract/claim.ts';

const fileOf = (name: string) => join('src', 'experiments', name, 'recorded.json');

export function readRecord(name: string): Recorded | undefined {
  return existsSync(fileOf(name)) ? (JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recorded) : undefined;
}

export function writeRecord(record: Recorded): void {
  writeFileSync(fileOf(record.experiment), `${JSON.stringify(record, null, 1)}\n`);
}

/** The day, as a record has it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Whether a record was measured or confirmed by this code. */
export const isOfCode = ({ measured, confirmed }: Recorded, code: string): boolean =>
  measured.code === code || confirmed?.code === code;
