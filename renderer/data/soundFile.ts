/** @file Which dropped files are recordings. */

const endings = /\.(?:wav|mp3|ogg|oga|opus|webm)$/i;

/** For file inputs. */
export const soundFileTypes = '.wav,.mp3,.ogg,.oga,.opus,.webm,audio/*';

/** Whether a dropped file is a recording and no transcript. */
export const isSoundFile = (file: Pick<File, 'name' | 'type'>): boolean =>
  file.type.startsWith('audio/') || endings.test(file.name);
