import { parentPort } from 'node:worker_threads'
import { type FileRead, type FileWork, readBulletinFile, type Unreadable } from './read-file.ts'

export type FileAnswer = FileRead | Unreadable | { fault: string }

parentPort?.on('message', (work: FileWork) => {
  void readBulletinFile(work)
    .catch((e: unknown): FileAnswer => ({ fault: String(e).slice(0, 200) }))
    .then(answer => parentPort?.postMessage(answer))
})
