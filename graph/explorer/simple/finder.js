// Search in Korean (syllables, half-typed syllables, initial consonants), English, aliases and ids.
"use strict";

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const FINALS = ["", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"];
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s·.,()'"‘’“”\-–]/g, "");

// Each syllable by its letters, so that a half-typed 네입 is the beginning of 네이버.
const letters = (text) => text.replace(/[가-힣]/g, (syllable) => {
  const code = syllable.charCodeAt(0) - 0xac00;
  return INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor((code % 588) / 28)] + FINALS[code % 28];
});

const initials = (text) => text.replace(/[가-힣]/g, (syllable) => INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)]);

function buildIndex(graph) {
  const index = [];
  for (const node of graph.byId.values()) {
    const value = (name) => cell(graph.entities, name, node.row);
    const names = [node.label, value("name_en"), ...value("aliases").split(";"), ...(graph.spellingsOf.get(node.id) || [])];
    const words = [...new Set(names.filter(Boolean))].map((name) => [name, plain(name)]);
    index.push({ node, words: words.map(([name, text]) => ({ name, text, letters: letters(text), initials: initials(text) })) });
  }
  return index;
}

// How well a name answers a query: 0 best, null not at all.
function score(word, query) {
  if (word.text === query.text) return 0;
  if (query.initialsOnly) return word.initials === query.text ? 1 : word.initials.startsWith(query.text) ? 2 : word.initials.includes(query.text) ? 4 : null;
  return word.letters.startsWith(query.letters) ? 2 : word.text.includes(query.text) ? 3 : word.letters.includes(query.letters) ? 4 : null;
}

function findEntities(index, typed, limit = 12) {
  const text = plain(compatible(typed));
  if (!text) return [];
  const query = { text, letters: letters(text), initialsOnly: /^[ㄱ-ㅎ]+$/.test(text) };
  const found = [];
  for (const { node, words } of index) {
    let best = node.id === typed.trim() ? { points: 0, name: node.id } : plain(node.id).includes(text) ? { points: 5, name: node.id } : null;
    for (const word of words) {
      const points = score(word, query);
      if (points !== null && (!best || points < best.points)) best = { points, name: word.name };
    }
    if (best) found.push({ node, ...best });
  }
  found.sort((a, b) => a.points - b.points || b.node.statements.length - a.node.statements.length || (a.node.id < b.node.id ? -1 : 1));
  return found.slice(0, limit);
}

// Lone letters may come as conjoining jamo (decomposed text, some input methods); they become the letters of the keyboard.
function compatible(text) {
  return text.normalize("NFC").replace(/[ᄀ-ᄒ]/g, (letter) => INITIALS[letter.charCodeAt(0) - 0x1100]);
}
