window.YTD.follower.part0 = [
  {
    "follower": {
      "accountId": "201",
      "userLink": "https://twitter.com/intent/user?user_id=201"
    }
  },
  {
    "follower": {
      "accountId": "203",
      "userLink": "https://twitter.com/intent/user?user_id=203"
    }
  }
]
