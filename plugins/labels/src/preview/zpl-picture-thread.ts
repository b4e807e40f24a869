/*
 * The thread that draws what a printer would print. It gets ZPL and a size, and answers with a PNG.
 */
import { parentPort } from 'node:worker_threads'
import { ready } from 'zpl-renderer-js'
import type { PictureWish } from './zpl-picture.ts'

const { api } = await ready

parentPort!.on('message', async ({ zpl, width, height, resolution }: PictureWish) => {
  try {
    const picture = await api.zplToBase64Async(zpl, width, height, resolution)
    parentPort!.postMessage({ png: new Uint8Array(Buffer.from(picture, 'base64')) })
  } catch (error) {
    parentPort!.postMessage({ problem: String((error as Error).message ?? error).slice(0, 200) })
  }
})
