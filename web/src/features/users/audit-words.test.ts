import { describe, expect, it } from 'vitest'
import { commandInWords, subjectInWords } from './audit-words.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

describe('what was done, in words', () => {
  it('says noun and verb, knows what is called otherwise, and shows what it does not know', () => {
    expect(commandInWords('warning.issue', vi)).toBe('Phát cảnh báo')
    expect(commandInWords('warning.issue', en)).toBe('Issue warning')
    expect(commandInWords('session.refused', vi)).toBe('Đăng nhập bị từ chối')
    expect(commandInWords('setup', vi)).toBe('Cài đặt lần đầu')
    expect(commandInWords('something.new', vi)).toBe('something.new')
  })
  it('names the person of an account, the number of anything else', () => {
    const people = new Map([[20, 'Đỗ Hải Nam']])
    expect(subjectInWords('user/20', vi, people)).toBe('Đỗ Hải Nam')
    expect(subjectInWords('user/21', vi, people)).toBe('tài khoản 21')
    expect(subjectInWords('warning/1', vi, people)).toBe('cảnh báo 1')
    expect(subjectInWords('warning', vi, people)).toBe('cảnh báo')
    expect(subjectInWords('levels/60/flood', vi, people)).toBe('cấp độ 60/flood')
    expect(subjectInWords('x/1', vi, people)).toBe('x/1')
  })
})
