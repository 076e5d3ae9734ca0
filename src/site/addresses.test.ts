import { describe, expect, it } from 'vitest';
import { AddressBook, addressIdentity, fileOf } from './addresses.ts';

describe('fileOf', () => {
  it.each([
    ['/machine learning/basic/NN1/', 'machine learning/basic/NN1/index.html'],
    ['/machine%20learning/NN1', 'machine learning/NN1/index.html'],
    ['/2016/10/11/lstm.html', '2016/10/11/lstm.html'],
    ['/OLD/LSTM.HTML', 'OLD/LSTM.HTML'],
    ['old/梯度/', 'old/梯度/index.html'],
    ['/100%/', '100%/index.html'],
    ['/c%23/', 'c#/index.html'],
    ['/a/?x=1#y', 'a/index.html'],
  ])('%s -> %s', (address, file) => {
    expect(fileOf(address)).toBe(file);
  });
  it.each(['/', '', '/../x/', '/%2e%2e/x/', '/?x'])('refuses %j', (address) => {
    expect(fileOf(address)).toBeUndefined();
  });
});

describe('two addresses are one', () => {
  it.each([
    ['percent-encoded or not', '/machine%20learning/NN1/', '/machine learning/NN1/'],
    ['with a slash at the end or without', '/x/', '/x'],
    ['with a slash twice', '/x/y/', '/x//y/'],
    ['by the name of the file that stands for the folder', '/x/', '/x/index.html'],
    ['in another case, as some disks keep them', '/Machine Learning/NN1/', '/machine learning/nn1/'],
    ['encoded in another case', '/%e6%a2%af/', '/%E6%A2%AF/'],
    ['with an accent composed or apart', '/caf\u00e9/', '/cafe\u0301/'],
  ])('%s', (_, one, other) => {
    expect(addressIdentity(one)).toBeDefined();
    expect(addressIdentity(one)).toBe(addressIdentity(other));
  });
  it.each([
    ['a file and a folder', '/x.html', '/x/'],
    ['a folder and one in it', '/x/', '/x/y/'],
    ['an encoded sign and none', '/c%23/', '/c/'],
  ])('but not %s', (_, one, other) => {
    expect(addressIdentity(one)).not.toBe(addressIdentity(other));
  });
});

describe('addresses are handed out', () => {
  it('once: to pages first, to old addresses after them', () => {
    const book = new AddressBook<string>();
    expect(book.claimPage('/posts/a/', 'a')).toBeUndefined();
    expect(book.claimPage('/posts/A/', 'A')).toBe('a');
    expect(book.claimRedirect('/posts/a', 'b')).toBe('a');
    expect(book.claimRedirect('/x/', 'b')).toBeUndefined();
    expect(book.claimRedirect('/X/index.html', 'c')).toBe('b');
  });
  it('to one post under several writings, but not over its own page', () => {
    const book = new AddressBook<string>();
    book.claimPage('/posts/lstm/', 'lstm');
    expect(book.claimRedirect('/NN1/', 'lstm')).toBeUndefined();
    expect(book.claimRedirect('/nn1/', 'lstm')).toBeUndefined();
    expect(book.claimRedirect('/posts/LSTM/', 'lstm')).toBe('lstm');
  });
  it('to nobody, if they are none', () => {
    const book = new AddressBook<string>();
    expect([book.claimPage('/', 'a'), book.claimRedirect('/', 'b')]).toEqual([undefined, undefined]);
  });
});
