import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * @file Vosk for the page, taken out of the package `vosk-browser`. The package has its worker as
 * base64 in one script, starts it from a blob and makes functions out of text, which the page's
 * policy forbids. Here the WebAssembly and the code that loads it are taken out, the three places
 * that use `new Function` are written as closures that do the same, and both become files of our
 * own origin. Every replacement must match exactly once, so that another release of the package
 * cannot slip through half changed.
 */

/** What the page imports them by. */
export const voskModules = { loader: 'virtual:vosk-runtime', wasm: 'virtual:vosk-wasm' };

/** Function by function: what the package has, up to the next one, and what takes its place. */
const closures = [
  {
    begins: 'function createNamedFunction(name,body){',
    ends: 'var emval_free_list=[]',
    code: `function createNamedFunction(name,body){name=makeLegalFunctionName(name);return {[name]:function(){return body.apply(this,arguments)}}[name]}`,
  },
  {
    begins: 'var argsList="";var argsListWired="";for(var i=0;i<argCount-2;++i){',
    ends: 'function heap32VectorToArray(count,firstElement){',
    code: `return function(){
if(arguments.length!==argCount-2){throwBindingError("function "+humanName+" called with "+arguments.length+" arguments, expected "+(argCount-2)+" args!");}
var destructors=needsDestructorStack?[]:null;
var wired=[];
if(isClassMethodFunc){wired.push(argTypes[1].toWireType(destructors,this));}
for(var i=2;i<argCount;++i){wired.push(argTypes[i].toWireType(destructors,arguments[i-2]));}
var rv=cppInvokerFunc.apply(null,[cppTargetFunc,...wired]);
if(needsDestructorStack){runDestructors(destructors);}
else {for(var i=isClassMethodFunc?1:2;i<argCount;++i){if(argTypes[i].destructorFunction!==null){argTypes[i].destructorFunction(wired[isClassMethodFunc?i-1:i-2]);}}}
if(returns){return argTypes[0].fromWireType(rv)}
}}`,
  },
  {
    begins:
      'var params=["retType"];var args=[retType];var argsList="";for(var i=0;i<argCount-1;++i){',
    ends: 'function __emval_incref(handle){',
    code: `return __emval_addMethodCaller(function(handle,name,destructors,args){
var values=[];var offset=0;
for(var i=1;i<argCount;++i){values.push(types[i].readValueFromPointer(args+offset));offset+=types[i]["argPackAdvance"];}
var rv=handle[name].apply(handle,values);
for(var i=1;i<argCount;++i){if(types[i]["deleteObject"]){types[i]["deleteObject"](values[i-1]);}}
if(!retType.isVoid){return retType.toWireType(destructors,rv)}
})}`,
  },
];

/** Ways to run text as code, as the policy counts them. */
const evaluators = [/\bnew\s+Function\b/, /\bnew_\(\s*Function\b/, /\beval\s*\(/];

/** Where the text is, which must be there exactly once. */
function onlyPlaceOf(source, text) {
  const place = source.indexOf(text);
  if (place < 0 || source.indexOf(text, place + 1) >= 0)
    throw new Error(
      `vosk-browser is not the release that is known here: "${text.slice(0, 60)}" is in it ${place < 0 ? 'not at all' : 'more than once'}. Compare scripts/parts/vosk-runtime.mjs with the package.`,
    );
  return place;
}

/** Cuts from one text up to another one; both must be there once and in this order. */
function cut(source, begins, ends) {
  const from = onlyPlaceOf(source, begins);
  const to = onlyPlaceOf(source, ends);
  if (to < from) throw new Error(`vosk-browser has "${ends}" before "${begins}".`);
  return { before: source.slice(0, from), inside: source.slice(from, to), after: source.slice(to) };
}

/** The package's worker as it comes: a script with its WebAssembly in it as base64. */
export function readPackagedWorker() {
  const file = inRoot('node_modules', 'vosk-browser', 'dist', 'vosk.js');
  const [, encoded] = /createBase64WorkerFactory\('([A-Za-z0-9+/=]+)'/.exec(
    readFileSync(file, 'utf8'),
  ) ?? [undefined, ''];
  if (encoded === '') throw new Error(`${join('vosk-browser', 'dist', 'vosk.js')} has no worker.`);
  return Buffer.from(encoded, 'base64').toString('utf8');
}

/**
 * The loader as an ES module that exports `loadVosk`, and the WebAssembly it loads.
 *
 * @param worker the script of the package's worker
 * @returns `code`, and `wasm` as bytes
 * @throws when the package is another one than these replacements were made for
 */
export function takeVoskRuntime(worker = readPackagedWorker()) {
  const loader = cut(worker, 'var LoadVosk = (function() {', 'module.exports = LoadVosk;').inside;
  const prefix = 'wasmBinaryFile="data:application/octet-stream;base64,';
  const binary = cut(loader, prefix, '";if(!isDataURI(wasmBinaryFile))');
  const wasm = Buffer.from(binary.inside.slice(prefix.length), 'base64');
  if (!WebAssembly.validate(wasm)) throw new Error('The WebAssembly of vosk-browser is damaged.');
  let code = `${binary.before}wasmBinaryFile="vosk.wasm${binary.after}`;
  for (const { begins, ends, code: closure } of closures) {
    const { before, after } = cut(code, begins, ends);
    code = before + closure + after;
  }
  code = `${code}\nexport const loadVosk = LoadVosk;\n`;
  const left = evaluators.find((evaluator) => evaluator.test(code));
  if (left !== undefined) throw new Error(`The loader of vosk-browser still has ${left.source}.`);
  return { code, wasm };
}

/**
 * Vite's plugin: `virtual:vosk-runtime` is the loader, `virtual:vosk-wasm` the address of the
 * WebAssembly, a file with a hash in its name beside the page's other ones.
 */
export function voskRuntime() {
  const contents = {
    [voskModules.loader]: () => takeVoskRuntime().code,
    [voskModules.wasm]: (context) => {
      const { wasm } = takeVoskRuntime();
      const reference = context.emitFile({ type: 'asset', name: 'vosk.wasm', source: wasm });
      return `export const wasmUrl = import.meta.ROLLUP_FILE_URL_${reference};\n`;
    },
  };
  return {
    name: 'vosk-runtime',
    resolveId: (id) => (id in contents ? `\0${id}` : undefined),
    load(id) {
      return id.startsWith('\0') ? contents[id.slice(1)]?.(this) : undefined;
    },
  };
}
