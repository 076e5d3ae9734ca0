import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../../contract/claim.ts';

const fileOf = (name: string) => join('src', 'experiments', name, 'recorded.json');

/** @returns undefined where nothing is recorded, or nobody knows by which code */
export function readRecord(name: string): Recorded | undefined {
  if (!existsSync(fileOf(name))) return undefined;
  const record = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Omit<Recorded, 'measured'> & Partial<Recorded>;
  return record.measured && { ...record, measured: record.measured };
}

export function writeRecord(record: Recorded): void {
  writeFileSync(fileOf(record.experiment), `${JSON.stringify(record, null, 1)}\n`);
}

/** The day, as a record has it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Whether a record was measured or confirmed by this code. */
export const isOfCode = ({ measured, confirmed }: Recorded, code: string): boolean =>
  measured.code === code || confirmed?.code === code;
