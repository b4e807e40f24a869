throw new Error('no map was packed')
